import type { TaskId } from '../../../core/model/ids.ts';
import type { ConflictMet } from '../../../core/run/prompt-parts.ts';

/** How often a task was tried, and what its next try has to know of the one before. */
export interface Tries {
  /** The number of the try that begins. */
  begin(task: TaskId): number;
  count(task: TaskId): number;
  /** Why the try before could not be merged; it counts for the next one alone. */
  met(task: TaskId): ConflictMet | undefined;
  meet(task: TaskId, conflict: ConflictMet | undefined): void;
}

export function tries(): Tries {
  const counts = new Map<TaskId, number>();
  const conflicts = new Map<TaskId, ConflictMet>();
  const count = (task: TaskId): number => counts.get(task) ?? 0;
  return {
    begin(task) {
      counts.set(task, count(task) + 1);
      return count(task);
    },
    count,
    met: (task) => conflicts.get(task),
    meet(task, conflict) {
      if (conflict === undefined) conflicts.delete(task);
      else conflicts.set(task, conflict);
    },
  };
}
