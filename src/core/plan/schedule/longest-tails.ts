import type { TaskNode } from '../task-node.ts';

/** Minutes from each task's start to the end of the longest chain that hangs on it. */
export function longestTails(nodes: readonly TaskNode[]): (node: TaskNode) => number {
  const tails = new Map<TaskNode, number>();
  const waiting = new Map(nodes.map((node) => [node, node.later.length]));
  const ready = nodes.filter(({ later }) => later.length === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const longest = node.later.reduce((most, later) => Math.max(most, tails.get(later) ?? 0), 0);
    tails.set(node, node.task.estimate + longest);
    for (const earlier of node.earlier.keys()) {
      const left = (waiting.get(earlier) ?? 0) - 1;
      waiting.set(earlier, left);
      if (left === 0) ready.push(earlier);
    }
  }
  return (node) => tails.get(node) ?? node.task.estimate; // of a cycle, which is refused before
}
