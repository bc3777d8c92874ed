import type { TaskId } from '../../model/ids.ts';
import type { Task } from '../../model/task.ts';

/** Whether the first of two tasks waits for the other, by `needs` or `after`, whatever lies between them. */
export function comesAfter(tasks: readonly Task[]): (task: TaskId, other: TaskId) => boolean {
  const direct = new Map(tasks.map(({ id, needs, after }) => [id, [...needs, ...after]]));
  const known = new Map<TaskId, ReadonlySet<TaskId>>();
  const before = (task: TaskId): ReadonlySet<TaskId> => {
    const seen = known.get(task);
    if (seen !== undefined) return seen;
    const reached = new Set<TaskId>();
    const open = [...(direct.get(task) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(direct.get(next) ?? []));
    }
    known.set(task, reached);
    return reached;
  };
  return (task, other) => before(task).has(other);
}
