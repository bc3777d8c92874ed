import { compareText } from '../model/compare-text.ts';
import type { LockName, RefName } from '../model/ids.ts';
import { refName } from '../model/ids.ts';
import { isLockName } from '../paths/lock-name.ts';
import { ABOVE_ALL, COMMENTS, DECISIONS, LOCKS, lockOfRef, ROOT, TASKS, taskOfRef, WAITS } from './refs.ts';
import type { LockView } from './table.ts';

/**
 * Refs at or below `refs/agentic` where none of ours can stand, sorted. Git has no name below a name, so one of them can
 * keep many of ours from being made.
 */
export const findMisplaced = (refs: Iterable<RefName>): readonly RefName[] =>
  [...refs].filter((ref) => isAtOurs(ref) && !isInPlace(ref)).sort(compareText);

const isAtOurs = (ref: RefName): boolean => ref === ABOVE_ALL || ref.startsWith(ROOT);

function isInPlace(ref: RefName): boolean {
  const lock = lockOfRef(ref);
  if (lock !== undefined) return isLockName(lock);
  if (ref.startsWith(TASKS)) return taskOfRef(ref) !== undefined;
  for (const own of [WAITS, DECISIONS])
    if (ref.startsWith(own)) return /^[0-9a-f]{32}$/.test(ref.slice(own.length));
  if (ref.startsWith(COMMENTS)) return /^[1-9]\d{0,14}$/.test(ref.slice(COMMENTS.length));
  return /^refs\/agentic\/runs\/[^/]+\/(?:plan|result)$/.test(ref);
}

/** The misplaced ref that keeps one of these from being made. */
export const findInTheWay = (wanted: readonly RefName[], refs: Iterable<RefName>): RefName | undefined =>
  findMisplaced(refs).find((other) =>
    wanted.some((ref) => ref !== other && (ref.startsWith(`${other}/`) || other.startsWith(`${ref}/`))),
  );

/** A lock that no path has, among those that stand in a claim's way: nobody can hold it, nor give it back. */
export const findStrayLock = (
  obstacles: readonly { readonly locks: readonly Pick<LockView, 'lock'>[] }[],
): RefName | undefined => {
  const names = obstacles.flatMap(({ locks }) => locks.map(({ lock }): LockName => lock));
  const stray = names.find((lock) => !isLockName(lock));
  return stray === undefined ? undefined : refName(`${LOCKS}${stray}`);
};
