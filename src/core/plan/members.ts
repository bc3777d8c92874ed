import type { TaskId } from '../model/ids.ts';
import type { Task } from '../model/task.ts';

/** A task, and where it is a batch all that it joins: each has an identity of its own. */
export const withMembers = <T extends Task>(task: T): readonly (T | Task)[] => [
  task,
  ...(task.members ?? []),
];

/** Ids that people say, of batches and of what is in one: a batch means all that it joins. */
export function idsWithMembers(tasks: readonly Task[], ids: ReadonlySet<TaskId>): ReadonlySet<TaskId> {
  const joined = tasks.flatMap((task) => (ids.has(task.id) ? withMembers(task).map(({ id }) => id) : []));
  return new Set([...ids, ...joined]);
}
