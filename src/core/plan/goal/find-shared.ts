import type { Task } from '../../model/task.ts';
import { overlap, preparePattern } from '../../paths/patterns-overlap.ts';
import { coversPattern, type SharingSettings, sharedGlobs } from '../../paths/shared-paths.ts';
import { findOverlaps } from '../find-overlaps.ts';

/** Two tasks that change the same paths, so that they never work at once. */
export interface SharedPaths {
  readonly one: Task;
  readonly other: Task;
  /** As the first of them names them. */
  readonly paths: readonly string[];
}

/** Each pair of tasks whose writes meet, in the order of the tasks; paths that nobody locks do not count. */
export function findShared(tasks: readonly Task[], sharing: SharingSettings): readonly SharedPaths[] {
  const isFree = coversPattern(sharedGlobs(sharing));
  const writes = tasks.map((task) => task.writes.filter((pattern) => !isFree(pattern)));
  const uses = writes.flatMap((patterns, task) =>
    patterns.map((pattern) => ({ task, pattern, writes: true as const })),
  );
  const neighbours = findOverlaps(uses, tasks.length);
  return tasks.flatMap((one, at) =>
    [...(neighbours[at] ?? [])]
      .filter((next) => next > at)
      .sort((a, b) => a - b)
      .flatMap((next) => {
        const other = tasks[next];
        return other === undefined
          ? []
          : [{ one, other, paths: meeting(writes[at] ?? [], writes[next] ?? []) }];
      }),
  );
}

function meeting(mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const others = theirs.map(preparePattern);
  return mine.filter((pattern) => {
    const own = preparePattern(pattern);
    return others.some((other) => overlap(own, other));
  });
}

/** How many different paths that is, all tasks together. */
export const countShared = (shared: readonly SharedPaths[]): number =>
  new Set(shared.flatMap(({ paths }) => paths)).size;
