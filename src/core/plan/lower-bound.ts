import type { Task } from '../model/task.ts';
import type { Edges } from './find-edges.ts';
import { longestTails } from './schedule-tasks.ts';

/** No plan is shorter: the longest chain, and all work spread over everybody who may work at once. */
export function lowerBound(tasks: readonly Task[], edges: Edges, capacity: number): number {
  const chain = longestTails(tasks, edges).reduce((a, b) => Math.max(a, b), 0);
  const work = tasks.reduce((sum, task) => sum + task.estimate, 0);
  return Math.max(chain, Math.ceil(work / Math.max(1, capacity)));
}
