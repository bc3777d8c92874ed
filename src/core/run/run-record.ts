import type { TaskId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { MonotonicTime } from '../model/time.ts';
import type { RunEvent } from './run-event.ts';
import { isFinal, type RunState } from './run-state.ts';
import { fileWaits } from './start-tasks.ts';

/** What happened in a run, counted for the line that grades its plan. */
export interface RunRecord {
  readonly startedAt: MonotonicTime | undefined;
  readonly endedAt: MonotonicTime | undefined;
  /** When each task's agent began (its newest try), and when the task was over. */
  readonly times: ReadonlyMap<TaskId, { readonly from?: MonotonicTime; readonly to?: MonotonicTime }>;
  /** Tasks that had to wait for somebody else's claim, and what they were last told about it. */
  readonly waited: ReadonlyMap<TaskId, Problem>;
  /** Task → tasks of this run that it waited for only because their files overlap. */
  readonly waitedInRun: ReadonlyMap<TaskId, ReadonlySet<TaskId>>;
  /** Tasks whose change was published since this start. */
  readonly published: number;
  readonly conflicts: number;
  readonly retries: number;
}

export const emptyRecord: RunRecord = {
  startedAt: undefined,
  endedAt: undefined,
  times: new Map(),
  waited: new Map(),
  waitedInRun: new Map(),
  published: 0,
  conflicts: 0,
  retries: 0,
};

/** The record after one more event. */
export function recordEvent(record: RunRecord, event: RunEvent, state: RunState): RunRecord {
  const next = {
    ...record,
    startedAt: record.startedAt ?? event.at,
    endedAt: event.at,
    waitedInRun: recordWaits(record.waitedInRun, state),
  };
  if (!('task' in event)) return next;
  const { task } = event;
  const known = record.times.get(task);
  const phase = state.tasks.find((one) => one.task.id === task)?.phase;
  const times = new Map(record.times);
  if (event.kind === 'claimed') times.set(task, { from: event.at });
  else if (phase && isFinal(phase) && known?.to === undefined) times.set(task, { ...known, to: event.at });
  const again = event.kind === 'not-published' && event.end.kind === 'run-again';
  const conflict = again && event.end.problem.code === 'merge-conflict';
  return {
    ...next,
    times,
    waited: event.kind === 'held' ? new Map(record.waited).set(task, event.problem) : record.waited,
    published: record.published + (event.kind === 'published' && event.commit ? 1 : 0),
    conflicts: record.conflicts + (conflict ? 1 : 0),
    retries: record.retries + (again || event.kind === 'woke' ? 1 : 0),
  };
}

function recordWaits(known: RunRecord['waitedInRun'], state: RunState): RunRecord['waitedInRun'] {
  const fresh = fileWaits(state).filter(({ task, on }) => !known.get(task)?.has(on));
  if (fresh.length === 0) return known;
  const waits = new Map(known);
  for (const { task, on } of fresh) waits.set(task, new Set([...(waits.get(task) ?? []), on]));
  return waits;
}
