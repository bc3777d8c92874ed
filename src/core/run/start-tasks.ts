import type { AgentId, TaskId } from '../model/ids.ts';
import { type Problem, problemOf } from '../model/problem.ts';
import type { ProblemData } from '../model/problem-data.ts';
import { type Decision, unchanged, withTask } from './decision.ts';
import type { Turn } from './judge-needs.ts';
import type { RunAction } from './run-action.ts';
import {
  busyAgent,
  type FinalPhase,
  isFinal,
  type RunState,
  type RunTask,
  type TaskPhase,
  type TaskProgress,
} from './run-state.ts';
import { turnOf } from './see-needs.ts';

/**
 * Starts every task that can start now, in the order of the plan, and ends those that no longer can. A task can start
 * when what it waits for has ended, nothing at work overlaps its files, and an agent that may do it is free.
 */
export function startReadyTasks(before: RunState): Decision {
  let state = stopHopeless(before);
  const actions: RunAction[] = [];
  if (state.interrupted) return { state, actions };
  for (const progress of state.tasks) {
    const { known } = progress.task;
    if (progress.phase.kind === 'waiting' && known?.kind === 'accepted') {
      const work = known.commit === undefined ? {} : { commit: known.commit };
      state = withTask(state, { ...progress, phase: { kind: 'accepting', ...work } });
      actions.push({ ...known, kind: 'accept', task: progress.task.id });
      continue;
    }
    if (progress.phase.kind !== 'waiting' || progress.task.forEach !== undefined) continue;
    if (!isReady(state, progress)) continue;
    const agent = freeAgent(state, progress);
    if (agent === undefined) continue;
    state = withTask(state, { ...progress, phase: { kind: 'claiming', agent } });
    actions.push({ kind: 'claim', task: progress.task.id, agent });
  }
  return { state, actions };
}

/**
 * What takes the place of a task whose work is about to be published: claimed in the same push, it begins a round trip
 * sooner, on exactly what was published, and a file that both write is never free in between.
 */
export function startFollower(state: RunState, id: TaskId): Decision {
  const before = state.tasks.find(({ task }) => task.id === id);
  if (before?.phase.kind !== 'publishing') return unchanged(state);
  const { agent, outputs } = before.phase;
  const left = outputs === undefined ? {} : { outputs };
  const published = withTask(state, { ...before, phase: { kind: 'done', how: 'published', agent, ...left } });
  const next = startReadyTasks(published).actions.find(
    (action) => action.kind === 'claim' && action.agent === agent,
  );
  const follower = state.tasks.find(({ task }) => next?.kind === 'claim' && task.id === next.task);
  if (follower === undefined) return unchanged(state);
  return {
    state: withTask(state, { ...follower, phase: { kind: 'claiming', agent, after: id } }),
    actions: [{ kind: 'claim', task: follower.task.id, agent, after: id }],
  };
}

/**
 * A publication may take long, as it is tested first. What waits to take its place is let go where it could begin by
 * itself by now, or not at all any more.
 */
export function letFollowersGo(before: RunState): Decision {
  let state = before;
  const actions: RunAction[] = [];
  if (state.interrupted) return { state, actions };
  for (const progress of state.tasks) {
    const { phase, task } = progress;
    if (phase.kind !== 'claiming' || phase.after === undefined || phase.letGo) continue;
    if (!isInPlace(state, phase)) continue;
    const without = withTask(state, { ...progress, phase: { kind: 'waiting' } });
    const mayBegin = isReady(without, progress) && freeAgent(without, progress) !== undefined;
    if (!mayBegin && hopelessPhase(without, progress) === undefined) continue;
    state = withTask(state, { ...progress, phase: { ...phase, letGo: true } });
    actions.push({ kind: 'let-go', task: task.id, after: phase.after });
  }
  return { state, actions };
}

const isReady = (state: RunState, progress: TaskProgress): boolean =>
  hasItsTurn(state, progress) &&
  turnOf(state, progress).kind === 'goes' &&
  inTheWay(state, progress).length < state.limits.agentsPerFile;

/** Nothing that goes first is under way or to come. */
function hasItsTurn(state: RunState, { task }: TaskProgress): boolean {
  const first = new Set<TaskId>([...task.needs, ...task.after]);
  return state.tasks.every(({ task: other, phase }) => !first.has(other.id) || isFinal(phase));
}

/** Tasks at work on files of this one; either side may have named the overlap. */
function inTheWay(state: RunState, { task }: TaskProgress): readonly TaskId[] {
  const overlapping = new Set<TaskId>(task.conflictsWith);
  return state.tasks.flatMap(({ task: other, phase }) => {
    const overlaps = overlapping.has(other.id) || other.conflictsWith.includes(task.id);
    return overlaps && busyAgent(phase) !== undefined ? [other.id] : [];
  });
}

/** Who waits now for nothing but the files of others at work: its turn has come, and an agent for it is free. */
export const fileWaits = (state: RunState): readonly FileWait[] =>
  state.tasks
    .filter((one) => one.phase.kind === 'waiting' && hasItsTurn(state, one) && freeAgent(state, one))
    .flatMap((one) => inTheWay(state, one).map((on) => ({ task: one.task.id, on })));

export interface FileWait {
  readonly task: TaskId;
  readonly on: TaskId;
}

function freeAgent(state: RunState, { task }: TaskProgress): AgentId | undefined {
  const busy = state.tasks.flatMap(({ phase }) => (isInPlace(state, phase) ? [] : (busyAgent(phase) ?? [])));
  if (busy.length >= state.limits.agents) return undefined;
  return task.candidates.find((id) => {
    const standing = state.agents.find((agent) => agent.id === id);
    if (standing === undefined || standing.barred || standing.rests) return false;
    return busy.filter((other) => other === id).length < standing.atOnce;
  });
}

/** Whether it takes no agent of its own: nothing of it begins before its predecessor is done. */
function isInPlace(state: RunState, phase: TaskPhase): boolean {
  if (phase.kind !== 'claiming' || phase.after === undefined) return false;
  return state.tasks.some(({ task, phase: other }) => task.id === phase.after && other.kind !== 'done');
}

/** Ends waiting tasks that nothing can bring to an end any more; repeated, as one may stop the next. */
function stopHopeless(before: RunState): RunState {
  let state = before;
  for (let changed = true; changed; ) {
    changed = false;
    for (const progress of state.tasks) {
      const { phase } = progress;
      if (phase.kind !== 'waiting' && phase.kind !== 'resting') continue;
      const end = hopelessPhase(state, progress);
      if (end === undefined) continue;
      state = withTask(state, { ...progress, phase: end });
      changed = true;
    }
  }
  return state;
}

function hopelessPhase(state: RunState, progress: TaskProgress): FinalPhase | undefined {
  if (progress.task.known?.kind === 'accepted') return undefined; // it takes no agent, and stands on nothing
  const turn = turnOf(state, progress);
  if (isEnd(turn)) return turn;
  // what may yet be skipped needs nobody
  const isOpen = turn.kind === 'waits' && state.tasks.some(({ task }) => task.condition ?? task.forEach);
  const problem = isOpen ? undefined : hopeless(state, progress);
  return problem && { kind: 'blocked', problem };
}

const isEnd = (turn: Turn): turn is Exclude<Turn, { kind: 'waits' | 'goes' }> =>
  turn.kind !== 'waits' && turn.kind !== 'goes';

function hopeless(state: RunState, { task }: TaskProgress): Problem | undefined {
  if (task.candidates.length === 0)
    return problemOf('no-agent-fits', { task: task.id, missing: task.missing });
  const usable = task.candidates.filter((id) =>
    state.agents.some((agent) => agent.id === id && !agent.barred),
  );
  if (usable.length === 0) return problemOf('no-agent-left', whyNobody(state, task));
  if (state.usedMs >= state.limits.agentMs)
    return problemOf('budget-used-up', { task: task.id, minutes: Math.round(state.limits.agentMs / 60_000) });
  if (state.limits.usd !== undefined && state.usedUsd >= state.limits.usd)
    return problemOf('budget-used-up', { task: task.id, usd: state.limits.usd });
  return undefined;
}

function whyNobody({ agents }: RunState, { id, candidates }: RunTask): ProblemData['no-agent-left'] {
  const reasons = candidates.map((name) => agents.find((agent) => agent.id === name)?.why ?? 'failed');
  return { task: id, agents: candidates, reasons };
}
