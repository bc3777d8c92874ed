import type { Task } from '../model/task.ts';
import { coversPattern } from '../paths/shared-paths.ts';
import { findOverlaps, type PathUse } from './find-overlaps.ts';
import type { PlanLimits } from './plan-input.ts';

/** Who must not run while whom: one's writes overlap the other's writes or reads, mergeable paths aside. */
export function findConflicts(
  tasks: readonly Task[],
  limits: Pick<PlanLimits, 'mergeable' | 'ignore'>,
): readonly ReadonlySet<number>[] {
  const isShared = coversPattern([...limits.mergeable, ...limits.ignore]);
  const uses = tasks.flatMap((task, index): PathUse[] => [
    ...task.writes.map((pattern) => ({ task: index, pattern, writes: true })),
    ...task.reads.map((pattern) => ({ task: index, pattern, writes: false })),
  ]);
  return findOverlaps(
    uses.filter(({ pattern }) => !isShared(pattern)),
    tasks.length,
  );
}
