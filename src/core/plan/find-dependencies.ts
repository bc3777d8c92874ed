import { compareText } from '../model/compare-text.ts';
import type { Dependency } from '../model/plan.ts';
import type { Schedule } from './schedule/schedule.ts';
import type { TaskNode } from './task-node.ts';

/** What a task starts after, and why. */
export interface NodeDependency {
  readonly node: TaskNode;
  readonly why: Dependency['why'];
}

/**
 * What each task starts after, once the scheduler has said which of two conflicting tasks goes first. Of many tasks
 * on one file only the last one before is named: the others follow from it.
 */
export function findDependencies(
  nodes: readonly TaskNode[],
  { slotOf }: Schedule,
): ReadonlyMap<TaskNode, readonly NodeDependency[]> {
  const start = (node: TaskNode): number => slotOf(node).start;
  const finish = (node: TaskNode): number => slotOf(node).finish;
  const above = new Map<TaskNode, ReadonlySet<TaskNode>>();
  const found = new Map<TaskNode, readonly NodeDependency[]>();
  for (const node of nodes.toSorted((a, b) => start(a) - start(b) || a.position - b.position)) {
    const own = new Map(node.earlier);
    const known = new Set<TaskNode>();
    const learn = (on: TaskNode): void => {
      known.add(on);
      for (const further of above.get(on) ?? []) known.add(further);
    };
    for (const on of own.keys()) learn(on);
    const before = [...node.conflicts].filter((on) => finish(on) <= start(node));
    for (const on of before.sort((a, b) => finish(b) - finish(a) || a.position - b.position)) {
      if (known.has(on)) continue;
      own.set(on, 'files');
      learn(on);
    }
    above.set(node, known);
    found.set(node, inOrder(own));
  }
  return found;
}

const inOrder = (own: ReadonlyMap<TaskNode, Dependency['why']>): readonly NodeDependency[] =>
  [...own].map(([node, why]) => ({ node, why })).sort((a, b) => compareText(a.node.task.id, b.node.task.id));
