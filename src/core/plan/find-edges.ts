import type { TaskId } from '../model/ids.ts';
import type { Dependency } from '../model/plan.ts';
import type { Task } from '../model/task.ts';
import { goesFirst } from '../model/task-nature.ts';
import { InternalError } from '../model/unreachable.ts';
import { literalPattern } from '../paths/match-paths.ts';
import { findOverlaps, type PathUse } from './find-overlaps.ts';

/** What each task (by index) waits for, whoever does it and whenever. */
export type Edges = readonly ReadonlyMap<number, Dependency['why']>[];

/**
 * Needs are binding. `after` and what kinds say are wishes: one that would close a cycle is left out, in the order of
 * the tasks given, so the same tasks always get the same edges.
 */
export function findEdges(tasks: readonly Task[]): Edges {
  const edges = tasks.map(() => new Map<number, Dependency['why']>());
  const index = new Map<TaskId, number>(tasks.map((task, at) => [task.id, at]));
  if (index.size !== tasks.length) throw new InternalError('two tasks of a plan have the same id');
  for (const [at, task] of tasks.entries()) {
    for (const id of task.needs) {
      const on = index.get(id);
      if (on === undefined) throw new InternalError(`task ${task.id} needs ${id}, which is not in the plan`);
      edges[at]?.set(on, 'needs');
    }
  }
  const wish = (at: number, on: number, why: Dependency['why']): void => {
    if (at !== on && !edges[at]?.has(on) && !reaches(edges, on, at)) edges[at]?.set(on, why);
  };
  for (const [at, task] of tasks.entries()) {
    for (const id of task.after) {
      const on = index.get(id);
      if (on !== undefined) wish(at, on, 'after');
    }
  }
  for (const [at, on] of pairsOfKinds(tasks)) wish(at, on, 'kind');
  return edges;
}

/** Whether `from` waits for `to`, directly or through others. */
function reaches(edges: Edges, from: number, to: number): boolean {
  const open = [from];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    for (const next of edges[at]?.keys() ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
}

function pairsOfKinds(tasks: readonly Task[]): readonly (readonly [later: number, earlier: number])[] {
  const natures = new Set(tasks.map((task) => task.nature));
  const concerned = ({ nature }: Task): boolean =>
    [...natures].some((other) => goesFirst(other, nature) || goesFirst(nature, other));
  const uses = tasks.flatMap((task, index): PathUse[] => {
    if (!concerned(task)) return [];
    const patterns = [...task.files.map(literalPattern), ...task.writes, ...task.reads];
    return patterns.map((pattern) => ({ task: index, pattern, writes: true }));
  });
  const pairs: (readonly [number, number])[] = [];
  for (const [at, others] of findOverlaps(uses, tasks.length).entries()) {
    for (const on of [...others].sort((a, b) => a - b)) {
      const [before, later] = [tasks[on]?.nature, tasks[at]?.nature];
      if (before !== undefined && later !== undefined && goesFirst(before, later)) pairs.push([at, on]);
    }
  }
  return pairs;
}
