import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RuleSettings } from '../../model/settings.ts';
import { languageOf } from '../../paths/language-of.ts';
import { type ChangedPath, present, type Rule, type RuleInput, words } from './rule.ts';

/**
 * A rule of the team's own: due when a changed path matches its globs (which narrow what it is given) and languages, and,
 * where it has a pattern, an added line matches that.
 */
export function customRule(settings: RuleSettings): Rule {
  return {
    kind: settings.kind,
    about: 'what the team asked for',
    base: 50,
    estimate: { fixed: 12, linesPerMinute: 40 },
    topics: words(settings.kind.replaceAll('-', ' ')),
    nature: 'codes',
    lead: `${settings.kind} of`,
    acceptance: [],
    signals: ['line-patterns'],
    documentation: { speaks: [], silent: [], example: '' },
    propose: (input) => {
      const evidence = [...evidenceOf(input, settings)].sort((a, b) => compareText(a.file, b.file));
      const files = evidence.map(({ file }) => file);
      return files.length === 0 ? undefined : { files: [...new Set(files)], evidence, weights: [] };
    },
  };
}

type Asked = Extract<Evidence, { kind: 'asked' }>;

function evidenceOf({ state, changed }: RuleInput, settings: RuleSettings): readonly Asked[] {
  const { kind: rule, lines, languages } = settings;
  const wanted = present(changed).filter((path) => speaksLanguage(path, languages));
  if (lines === undefined) return wanted.map(({ path }) => ({ kind: 'asked', rule, file: path }));
  const here = new Set(wanted.map(({ path }) => path));
  return (state.lineMatches ?? [])
    .filter((match) => match.rule === rule && here.has(match.path))
    .map(({ path, line, text }) => ({ kind: 'asked', rule, file: path, line, text }));
}

const speaksLanguage = ({ path }: ChangedPath, languages: readonly string[]): boolean =>
  languages.length === 0 || languages.includes(languageOf(path) ?? '');
