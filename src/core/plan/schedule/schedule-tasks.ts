import { compareText } from '../../model/compare-text.ts';
import type { TaskNode } from '../task-node.ts';
import { decodeOrder } from './decode-order.ts';
import { longestTails } from './longest-tails.ts';
import type { Schedule, ScheduleInput } from './schedule.ts';

/** Above this many tasks only two orders are compared: each costs a pass over all of them. */
const MOST_MOVED = 40;

/**
 * The longest way to the end goes first, and of plans that take equally long the one in which the more valuable tasks
 * start sooner: all by value is tried, then, task by task, what may be put before the others without a minute more.
 */
export function scheduleTasks(input: ScheduleInput): Schedule {
  const { byLength, byValue } = ordersOf(input.nodes);
  let order: readonly TaskNode[] = byLength;
  let best = decodeOrder(input, order);
  const consider = (other: readonly TaskNode[]): void => {
    const schedule = decodeOrder(input, other);
    if (!isBetter(schedule, best, byValue)) return;
    best = schedule;
    order = other;
  };
  consider(byValue);
  if (input.nodes.length > MOST_MOVED) return best;
  for (const [at, node] of byValue.entries()) {
    const before = new Set(byValue.slice(0, at));
    const rest = order.filter((one) => one !== node);
    const end = rest.findLastIndex((one) => before.has(one)) + 1;
    consider([node, ...rest]);
    consider([...rest.slice(0, end), node, ...rest.slice(end)]);
  }
  return best;
}

function ordersOf(nodes: readonly TaskNode[]) {
  const tailOf = longestTails(nodes);
  const length = (a: TaskNode, b: TaskNode): number => tailOf(b) - tailOf(a);
  const value = (a: TaskNode, b: TaskNode): number => b.task.priority - a.task.priority;
  const id = (a: TaskNode, b: TaskNode): number => compareText(a.task.id, b.task.id);
  return {
    byLength: nodes.toSorted((a, b) => length(a, b) || value(a, b) || id(a, b)),
    byValue: nodes.toSorted((a, b) => value(a, b) || length(a, b) || id(a, b)),
  };
}

/** Shorter; or as long, and the most valuable task that starts at another time starts sooner. */
function isBetter(schedule: Schedule, than: Schedule, byValue: readonly TaskNode[]): boolean {
  if (schedule.makespan !== than.makespan) return schedule.makespan < than.makespan;
  for (const node of byValue) {
    const [own, other] = [schedule.slotOf(node).start, than.slotOf(node).start];
    if (own !== other) return own < other;
  }
  return false;
}
