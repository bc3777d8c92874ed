import { compareText } from '../model/compare-text.ts';
import type { RepoPath } from '../model/ids.ts';

/** What became of the user's checkout while an agent was at work elsewhere. */
export interface CheckoutChange {
  /** Another commit is checked out. */
  readonly moved: boolean;
  readonly paths: readonly RepoPath[];
}

/** Whose marks differ, in the order of names. A file that is on one side alone differs. */
export function changedStamps(
  before: ReadonlyMap<RepoPath, string>,
  after: ReadonlyMap<RepoPath, string>,
): readonly RepoPath[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((path) => before.get(path) !== after.get(path)).sort(compareText);
}
