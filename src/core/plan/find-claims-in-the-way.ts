import { compareText } from '../model/compare-text.ts';
import type { LockName, RepoPath } from '../model/ids.ts';
import type { ClaimPresence } from '../model/presence.ts';
import type { Task } from '../model/task.ts';
import { covers, lockOf, locksOverlap } from '../paths/lock-name.ts';
import { asLiteral, fixedDirectory, matchPaths } from '../paths/match-paths.ts';
import { coversPattern } from '../paths/shared-paths.ts';

/** The claim that a task waits for longest, if any: one of its paths is locked by somebody else. */
export function findClaimInTheWay(
  task: Task,
  claims: readonly ClaimPresence[],
  shared: readonly string[],
): ClaimPresence | undefined {
  if (claims.length === 0) return undefined;
  const isShared = coversPattern(shared);
  const isLocked = task.writes.filter((pattern) => !isShared(pattern)).map((pattern) => locksIt(pattern));
  return claims
    .filter((claim) => isLocked.some((test) => test(claim)))
    .sort((a, b) => b.until - a.until || compareText(a.claim, b.claim))[0];
}

function locksIt(pattern: string): (claim: ClaimPresence) => boolean {
  const literal = asLiteral(pattern);
  if (literal !== undefined) {
    const lock = lockName(literal);
    return (claim) => claim.locks.some((other) => locksOverlap(lock, other));
  }
  // A glob is claimed as the files it matches: those seen as ours decide, and a lock above its fixed directories.
  const matches = matchPaths([pattern]);
  const directory = fixedDirectory(pattern);
  const lock = directory === '' ? undefined : lockName(directory);
  return (claim) =>
    claim.sharedFiles.some(matches) || claim.locks.some((other) => lock !== undefined && covers(other, lock));
}

const lockName = (path: string): LockName => lockOf(path as RepoPath).lock;
