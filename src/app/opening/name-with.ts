import { recordsIn } from '../../core/claim/record.ts';
import type { RunId, TaskId } from '../../core/model/ids.ts';
import { nameAttempt } from '../../core/plan/name-run.ts';
import type { TableSeen } from './read-table.ts';

/** What is wanted again is done in a run of its own: the first in which it is not done, so that a killed one is joined. */
export function nameWith(again: ReadonlySet<TaskId>, run: RunId, { records, siblings }: TableSeen): RunId {
  if (again.size === 0) return run;
  // in a run that is over they were done, if only by another one
  const over = new Set(siblings.flatMap(({ run: name, plan }) => (plan?.state === 'finished' ? [name] : [])));
  const isDoneIn = (attempt: RunId) => (id: TaskId) =>
    over.has(attempt) ||
    records.some(
      ({ record }) =>
        record.run === attempt &&
        record.state === 'done' &&
        recordsIn(record).some(({ task }) => task === id),
    );
  for (let attempt = 1; ; attempt++) {
    const name = nameAttempt(run, attempt);
    if (![...again].every(isDoneIn(name))) return name;
  }
}
