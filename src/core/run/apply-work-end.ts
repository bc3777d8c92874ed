import { addTokens } from '../agents/said.ts';
import type { AgentId } from '../model/ids.ts';
import { unreachable } from '../model/unreachable.ts';
import { applyRefusal } from './apply-refusal.ts';
import { applySetback, setback } from './apply-setback.ts';
import { backoffMs } from './backoff.ts';
import { type Decision, unchanged, withAgent, withTask } from './decision.ts';
import type { RunEvent, WorkEnd } from './run-event.ts';
import {
  type AfterRelease,
  countedTries,
  type FinalPhase,
  type RunState,
  type TaskProgress,
} from './run-state.ts';

type Worked = Extract<RunEvent, { kind: 'worked' }>;
type Ready = Extract<WorkEnd, { kind: 'ready' }>;
type Working = Extract<TaskProgress['phase'], { kind: 'working' }>;
type NotPublished = Extract<RunEvent, { kind: 'not-published' }>;

/** An agent's work has ended: publish it, or give the claim back and try again or not. */
export function applyWorkEnd(before: RunState, progress: TaskProgress, event: Worked): Decision {
  const { phase } = progress;
  if (phase.kind !== 'working') return unchanged(before);
  const state = {
    ...before,
    usedMs: before.usedMs + event.spent.ms,
    usedUsd: before.usedUsd + event.spent.usd,
    ...tokensUsed(before, event),
  };
  const { work } = event;
  const { agent } = phase;
  const give = (next: AfterRelease, by: RunState = state): Decision =>
    release({ state: by, progress, agent, next });
  switch (work.kind) {
    case 'ready':
      if (state.interrupted) return give({ kind: 'interrupted' });
      return publish(state, progress, { agent, claim: phase.claim, outputs: work.outputs });
    case 'stopped':
      return give({ kind: 'interrupted' });
    case 'empty':
      return give(
        state.interrupted ? { kind: 'interrupted' } : { kind: 'empty', problem: work.problem },
        blame(state, agent, 'agent'),
      );
    case 'kept':
      return give(work);
    case 'refused': {
      const { actions, ...then } = applyRefusal({ state, progress, agent, work });
      const released = release({ ...then, agent });
      return { ...released, actions: [...released.actions, ...actions] };
    }
    case 'failed': {
      const { chance } = event;
      if (work.fault !== 'world' || !work.mayPass)
        return give(afterFailure(state, progress, { work, chance }), blame(state, agent, work.fault));
      const { next, progress: excused } = setback(state, progress, { problem: work.problem, chance });
      return release({ state, progress: excused, agent, next });
    }
    default:
      return unreachable(work);
  }
}

function publish(
  state: RunState,
  progress: TaskProgress,
  {
    agent,
    claim,
    outputs,
  }: Pick<Working, 'agent' | 'claim'> & { readonly outputs: Ready['outputs'] | undefined },
): Decision {
  const phase = { kind: 'publishing', agent, claim, ...(outputs ? { outputs } : {}) } as const;
  return {
    state: withTask(state, { ...progress, phase, setbacks: 0 }),
    actions: [{ kind: 'publish', task: progress.task.id, agent }],
  };
}

function tokensUsed({ usedTokens }: RunState, { spent }: Worked): Pick<RunState, 'usedTokens'> {
  const tokens = addTokens(usedTokens, spent.tokens);
  return tokens === undefined ? {} : { usedTokens: tokens };
}

/** A result that could not be published, and what becomes of its claim. */
export function applyPublishEnd(state: RunState, progress: TaskProgress, event: NotPublished): Decision {
  const { phase, task } = progress;
  if (phase.kind !== 'publishing') return unchanged(state);
  const { end } = event;
  const { agent, claim } = phase;
  const then = (final: FinalPhase): Decision => release({ state, progress, agent, next: final });
  switch (end.kind) {
    case 'run-again':
      if (state.interrupted) return then({ kind: 'interrupted' });
      if (countedTries(progress) > task.retries) return then({ kind: 'blocked', problem: end.problem });
      return {
        state: withTask(state, {
          ...progress,
          phase: { kind: 'working', agent, claim },
          tries: progress.tries + 1,
        }),
        actions: [{ kind: 'work', task: task.id, agent, again: end.problem }],
      };
    case 'blocked':
    case 'kept':
      return then(end);
    case 'world': {
      const resting = applySetback(state, progress, { problem: end.problem, chance: event.chance });
      return resting.kind === 'rests' ? resting.decision : then(resting.end);
    }
    case 'failed':
      // It was stopped in the middle: what could not be done then says nothing about the work, which is kept.
      return then(state.interrupted ? { kind: 'interrupted' } : { kind: 'failed', problem: end.problem });
    case 'claim-lost':
      return unchanged(withTask(state, { ...progress, phase: { kind: 'blocked', problem: end.problem } }));
    default:
      return unreachable(end);
  }
}

type Failure = Extract<WorkEnd, { kind: 'failed' }>;

/** Three failures in a row, or a command that cannot be started: this agent gets no more. */
function blame(state: RunState, agent: AgentId, fault: Failure['fault']): RunState {
  if (fault === 'world') return state;
  return withAgent(state, agent, (standing) => {
    const failedInARow = standing.failedInARow + 1;
    const barred = standing.barred || fault === 'start' || failedInARow >= state.limits.failuresInARow;
    return { ...standing, failedInARow, barred, ...(fault === 'start' ? { why: 'not-startable' } : {}) };
  });
}

/** An agent that cannot even be started has used up none of the task's tries: another one may do it. */
function afterFailure(
  state: RunState,
  progress: TaskProgress,
  how: { readonly work: Failure; readonly chance: number },
): AfterRelease {
  const { work } = how;
  if (state.interrupted) return { kind: 'interrupted' };
  const another = work.fault === 'start' && progress.task.candidates.length > 1;
  if (!another && (!work.mayPass || countedTries(progress) > progress.task.retries))
    return { kind: endOf(work), problem: work.problem };
  const ms = another ? 0 : backoffMs({ tries: progress.tries, chance: how.chance, ...state.limits.backoff });
  return { kind: 'rest', ms, problem: work.problem };
}

/** What the next ones need is not there: that is a person's to look at. */
const endOf = ({ problem }: Failure): 'blocked' | 'failed' =>
  problem.code === 'outputs-missing' ? 'blocked' : 'failed';

function release(how: {
  readonly state: RunState;
  readonly progress: TaskProgress;
  readonly agent: AgentId;
  readonly next: AfterRelease;
}): Decision {
  const phase = { kind: 'releasing', agent: how.agent, next: how.next } as const;
  return {
    state: withTask(how.state, { ...how.progress, phase }),
    actions: [
      { kind: 'release', task: how.progress.task.id, ...(how.next.kind === 'empty' ? { why: 'empty' } : {}) },
    ],
  };
}
