import toposort from 'toposort';
import type { TaskNode } from './task-node.ts';

/** The order in which a plan names its tasks: what is waited for first, else as given (most valuable first). */
export function orderTasks(nodes: readonly TaskNode[]): readonly TaskNode[] {
  const byId = new Map(nodes.map((node) => [node.task.id as string, node]));
  const pairs = nodes.flatMap((node) =>
    [...node.earlier.keys()].map((earlier): [string, string] => [earlier.task.id, node.task.id]),
  );
  return toposort.array([...byId.keys()], pairs).flatMap((id) => byId.get(id) ?? []);
}
