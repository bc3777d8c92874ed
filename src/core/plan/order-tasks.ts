import toposort from 'toposort';
import type { Task } from '../model/task.ts';
import type { Edges } from './find-edges.ts';

/** The order in which a plan names its tasks: what is waited for first, else as given (most valuable first). */
export function orderTasks(tasks: readonly Task[], edges: Edges): readonly number[] {
  const pairs = edges.flatMap((on, at) =>
    [...on.keys()].map((earlier): [string, string] => [String(earlier), String(at)]),
  );
  return toposort
    .array(
      tasks.map((_, at) => String(at)),
      pairs,
    )
    .map(Number);
}
