import type { TaskNode } from '../task-node.ts';
import { longestTails } from './longest-tails.ts';

/** No plan is shorter: the longest chain, and all work spread over everybody who may work at once. */
export function lowerBound(nodes: readonly TaskNode[], capacity: number): number {
  const tailOf = longestTails(nodes);
  const chain = nodes.reduce((longest, node) => Math.max(longest, tailOf(node)), 0);
  const work = nodes.reduce((sum, { task }) => sum + task.estimate, 0);
  return Math.max(chain, Math.ceil(work / Math.max(1, capacity)));
}
