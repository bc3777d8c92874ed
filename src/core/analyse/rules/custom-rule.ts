import { compareText } from '../../model/compare-text.ts';
import type { RuleSettings } from '../../model/settings.ts';
import { nameFiles, present, type Rule } from './rule.ts';

/** A rule of the team's own: due when a changed path matches its globs (which narrow what it is given). */
export const customRule = (settings: RuleSettings): Rule => ({
  kind: settings.kind,
  propose: ({ changed }) => {
    const files = present(changed)
      .map(({ path }) => path)
      .sort(compareText);
    if (files.length === 0) return undefined;
    return {
      files,
      title: `${settings.kind} of ${nameFiles(files)}`,
      why: `${nameFiles(files)} changed, and the rule ${settings.kind} asks for it`,
      risks: [],
      acceptance: [],
    };
  },
});
