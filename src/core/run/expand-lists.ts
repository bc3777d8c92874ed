import type { TaskId } from '../model/ids.ts';
import type { Decision } from './decision.ts';
import type { RunAction } from './run-action.ts';
import type { RunEvent } from './run-event.ts';
import { type RunState, startingProgress, type TaskPhase, type TaskProgress } from './run-state.ts';

type Expanded = Extract<RunEvent, { kind: 'expanded' | 'not-expanded' }>;

/** What waits for a list that somebody has left by now: it is to be replaced by what the list says. */
export function expandLists(state: RunState): Decision {
  const isDone = new Set<TaskId>(
    state.tasks.flatMap(({ task, phase }) => (phase.kind === 'done' ? [task.id] : [])),
  );
  const due = state.tasks.flatMap(({ task, phase }) =>
    phase.kind === 'waiting' && task.forEach !== undefined && isDone.has(task.forEach.task)
      ? [{ id: task.id, source: task.forEach.task }]
      : [],
  );
  if (state.interrupted || due.length === 0) return { state, actions: [] };
  const ids = new Set(due.map(({ id }) => id));
  const tasks = state.tasks.map(
    (one): TaskProgress => (ids.has(one.task.id) ? { ...one, phase: { kind: 'expanding' } } : one),
  );
  const sources = [...new Set(due.map(({ source }) => source))];
  return {
    state: { ...state, tasks },
    actions: sources.map((task): RunAction => ({ kind: 'expand', task })),
  };
}

/** The tasks for the items stand where those stood that they are made of; where the list is empty, these are skipped. */
export function applyExpansion(state: RunState, event: Expanded): RunState {
  const { task: source } = event;
  const isDue = ({ task, phase }: TaskProgress): boolean =>
    phase.kind === 'expanding' && task.forEach?.task === source;
  if (!state.tasks.some(isDue)) return state;
  if (event.kind === 'not-expanded') {
    const phase: TaskPhase = { kind: 'blocked', problem: event.problem };
    return { ...state, tasks: state.tasks.map((one) => (isDue(one) ? { ...one, phase } : one)) };
  }
  const known = new Map(state.tasks.map((one) => [one.task.id, one]));
  const tasks = event.tasks.map((task) => {
    const before = known.get(task.id);
    if (before === undefined) return begin(state, startingProgress(task));
    return isDue(before) ? withoutItems(before) : { ...before, task };
  });
  return { ...state, tasks };
}

const begin = ({ interrupted }: RunState, progress: TaskProgress): TaskProgress =>
  interrupted && progress.phase.kind === 'waiting'
    ? { ...progress, phase: { kind: 'interrupted' } }
    : progress;

function withoutItems(progress: TaskProgress): TaskProgress {
  const { forEach } = progress.task;
  if (forEach === undefined) return progress;
  return { ...progress, phase: { kind: 'skipped', why: { kind: 'no-items', ...forEach } } };
}
