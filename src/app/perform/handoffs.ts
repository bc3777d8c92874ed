import type { Handoff } from '../../core/claim/record.ts';
import type { TaskId } from '../../core/model/ids.ts';
import type { Recognised } from '../../core/run/recognise-tasks.ts';

/** What finished tasks leave to those that need them. */
export interface Handoffs {
  of(task: TaskId): Handoff | undefined;
  leave(task: TaskId, handoff: Handoff): void;
}

/** Those of tasks that were done before are there from the beginning. */
export function handoffs(known: ReadonlyMap<TaskId, Recognised>): Handoffs {
  const all = new Map(
    [...known].flatMap(([id, { handoff }]): [TaskId, Handoff][] => (handoff ? [[id, handoff]] : [])),
  );
  return {
    of: (task) => all.get(task),
    leave: (task, handoff) => void all.set(task, handoff),
  };
}
