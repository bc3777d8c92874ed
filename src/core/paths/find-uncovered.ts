import type { LockName, RepoPath } from '../model/ids.ts';
import type { Settings } from '../model/settings.ts';
import { covers, lockOf } from './lock-name.ts';
import { matchPaths } from './match-paths.ts';
import { sharedGlobs } from './shared-paths.ts';

/** Those of the paths that neither a claim with these locks covers nor anybody needs to claim. */
export function findUncovered(
  claims: Settings['claims'],
  locks: readonly LockName[],
  paths: readonly RepoPath[],
): readonly RepoPath[] {
  if (claims.mode !== 'enforce') return [];
  const unlocked = matchPaths(sharedGlobs(claims));
  return paths.filter((path) => {
    const { lock } = lockOf(path);
    return !unlocked(path) && !locks.some((held) => covers(held, lock));
  });
}
