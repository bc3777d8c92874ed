import { compareText } from '../model/compare-text.ts';
import type { RepoPath } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import { foldText } from './fold-text.ts';

/** Paths that differ only in case or Unicode form have one lock, and on some machines are one file: say so. */
export function findCaseClashes(paths: Iterable<RepoPath>): readonly Problem[] {
  const groups = new Map<string, Set<RepoPath>>();
  for (const path of paths) {
    const folded = foldText(path);
    const group = groups.get(folded);
    if (group) group.add(path);
    else groups.set(folded, new Set([path]));
  }
  return [...groups.values()]
    .filter((group) => group.size > 1)
    .map((group) => [...group].sort(compareText))
    .sort((a, b) => compareText(a.join('\n'), b.join('\n')))
    .map((clash): Problem => ({ code: 'case-fold-clash', data: { paths: clash } }));
}
