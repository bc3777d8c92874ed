import type { RepoPath } from '../model/ids.ts';
import { matchPaths } from '../paths/match-paths.ts';

/** Changed paths that a task does not name, in the order in which a person should read them. */
export interface Beyond {
  readonly deleted: readonly RepoPath[];
  readonly paths: readonly RepoPath[];
}

/** What of a change lies outside the task's own paths. Deletions are told apart: they are what one would least expect. */
export function findBeyond(
  writes: readonly string[],
  { changed, deleted }: { readonly changed: readonly RepoPath[]; readonly deleted: readonly RepoPath[] },
): Beyond {
  const isOwn = matchPaths(writes);
  const gone = new Set(deleted);
  const beyond = changed.filter((path) => !isOwn(path));
  return {
    deleted: beyond.filter((path) => gone.has(path)),
    paths: beyond.filter((path) => !gone.has(path)),
  };
}

/** As many paths outside are a side effect; more are another task than the one that was given. */
export const MOST_BEYOND = 100;

/** A reach that no one publishes before a person has agreed. */
export interface Overreach extends Beyond {
  /** Those of them whose content is again what it was before the user's branch changed it. */
  readonly reverted: readonly RepoPath[];
}

/**
 * Whether a person has to agree first: too much lies outside, or the user's own work is taken back there. `ours`: what
 * the user's branch changes; `different`: where the work differs from what that branch began with.
 */
export function judgeReach(
  beyond: Beyond,
  { ours, different }: { readonly ours: readonly RepoPath[]; readonly different: readonly RepoPath[] },
): Overreach | undefined {
  const [mine, still] = [new Set(ours), new Set(different)];
  const isReverted = (path: RepoPath): boolean => mine.has(path) && !still.has(path);
  const reverted = [...beyond.deleted, ...beyond.paths].filter(isReverted);
  const count = beyond.deleted.length + beyond.paths.length;
  return reverted.length > 0 || count > MOST_BEYOND ? { ...beyond, reverted } : undefined;
}
