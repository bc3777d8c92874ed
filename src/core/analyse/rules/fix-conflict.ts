import type { Evidence } from '../../model/evidence.ts';
import { present, type Rule, words } from './rule.ts';

export const fixConflict: Rule = {
  kind: 'fix-conflict',
  about: 'changed files that conflict with the base as it is now',
  base: 75,
  estimate: { fixed: 8, linesPerMinute: 60 },
  topics: words('merge integration release'),
  nature: 'fixes',
  lead: 'Resolve the conflict in',
  acceptance: ['The branch merges with its base without a conflict, and keeps what both sides meant'],
  signals: ['conflicts'],
  documentation: {
    speaks: ['`git merge-tree` says that a changed file conflicts with the branch that the change is for.'],
    silent: [
      'Conflicts of other branches, with each other or with the base: whoever is merged later meets them.',
      'Nobody could look (offline, time was up).',
    ],
    example: '`src/cart.ts` conflicts with `main` in lines 40 to 58.',
  },
  propose: ({ state, changed }) => {
    const here = new Set(present(changed).map(({ path }) => path));
    const evidence = (state.conflicts ?? [])
      .filter(({ path }) => here.has(path))
      .map(({ path, branch, lines }): Evidence => {
        const line = lines?.[0]?.[0];
        return { kind: 'conflict', file: path, branch, ...(line === undefined ? {} : { line }) };
      });
    const files = evidence.flatMap((one) => ('file' in one ? [one.file] : []));
    return evidence.length === 0 ? undefined : { files: [...new Set(files)], evidence, weights: [] };
  },
};
