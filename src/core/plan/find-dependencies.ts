import { compareText } from '../model/compare-text.ts';
import type { Dependency } from '../model/plan.ts';
import type { Task } from '../model/task.ts';
import type { Edges } from './find-edges.ts';
import type { Slot } from './schedule-tasks.ts';

/**
 * What each task starts after, once the scheduler has said which of two conflicting tasks goes first. Of many tasks
 * on one file only the last one before is named: the others follow from it.
 */
export function findDependencies(
  tasks: readonly Task[],
  edges: Edges,
  conflicts: readonly ReadonlySet<number>[],
  slots: readonly Slot[],
): readonly (readonly (Dependency & { readonly index: number })[])[] {
  const start = (at: number): number => slots[at]?.start ?? 0;
  const finish = (at: number): number => slots[at]?.finish ?? 0;
  const above = tasks.map(() => new Set<number>());
  const result = tasks.map((): (Dependency & { readonly index: number })[] => []);
  const byStart = tasks.map((_, at) => at).sort((a, b) => start(a) - start(b) || a - b);
  for (const at of byStart) {
    const own = new Map(edges[at]);
    const known = above[at] ?? new Set();
    const learn = (on: number): void => {
      known.add(on);
      for (const further of above[on] ?? []) known.add(further);
    };
    for (const on of own.keys()) learn(on);
    const earlier = [...(conflicts[at] ?? [])].filter((on) => finish(on) <= start(at));
    for (const on of earlier.sort((a, b) => finish(b) - finish(a) || a - b)) {
      if (known.has(on)) continue;
      own.set(on, 'files');
      learn(on);
    }
    result[at] = [...own]
      .flatMap(([index, why]) => {
        const task = tasks[index];
        return task === undefined ? [] : [{ on: task.id, why, index }];
      })
      .sort((a, b) => compareText(a.on, b.on));
  }
  return result;
}
