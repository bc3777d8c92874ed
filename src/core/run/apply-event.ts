import { unreachable } from '../model/unreachable.ts';
import { applyClaimEnd } from './apply-claim-end.ts';
import { publishAgain } from './apply-setback.ts';
import { applyPublishEnd, applyWorkEnd } from './apply-work-end.ts';
import { type Decision, unchanged, withAgent, withTask } from './decision.ts';
import { applyExpansion } from './expand-lists.ts';
import type { RunEvent } from './run-event.ts';
import type { FinalPhase, RunState, TaskPhase, TaskProgress } from './run-state.ts';

/** What an event changes about its own task (or, interrupted, about all), before anything new is started. */
export function applyEvent(state: RunState, event: RunEvent): Decision {
  switch (event.kind) {
    case 'started':
    case 'finished':
    case 'away':
    case 'back':
      return unchanged(state);
    case 'rested':
      return unchanged(withAgent(state, event.agent, (agent) => ({ ...agent, rests: false })));
    case 'interrupted':
      return interrupt(state);
    case 'expanded':
    case 'not-expanded':
      return unchanged(applyExpansion(state, event));
    default: {
      const progress = state.tasks.find(({ task }) => task.id === event.task);
      if (progress === undefined || !EXPECTED_IN[event.kind].includes(progress.phase.kind))
        return unchanged(state);
      return applyToTask(state, progress, event);
    }
  }
}

type TaskEvent = Exclude<
  RunEvent,
  { kind: 'started' | 'finished' | 'away' | 'back' | 'interrupted' | 'rested' | 'expanded' | 'not-expanded' }
>;

/** Where each event is expected; in any other phase it is late or doubled, and changes nothing. */
const EXPECTED_IN: Readonly<Record<TaskEvent['kind'], readonly TaskPhase['kind'][]>> = {
  claimed: ['claiming'],
  held: ['claiming', 'accepting'],
  'claim-failed': ['claiming', 'accepting'],
  'done-before': ['claiming'],
  accepted: ['accepting'],
  'not-begun': ['claiming'],
  worked: ['working'],
  published: ['publishing'],
  'not-published': ['publishing'],
  released: ['releasing'],
  woke: ['resting', 'publishing'],
};

function applyToTask(state: RunState, progress: TaskProgress, event: TaskEvent): Decision {
  switch (event.kind) {
    case 'claimed':
    case 'held':
    case 'claim-failed':
    case 'done-before':
    case 'accepted':
      return applyClaimEnd(state, progress, event);
    case 'not-begun': {
      const phase: TaskPhase = { kind: state.interrupted ? 'interrupted' : 'waiting' };
      return unchanged(withTask(state, { ...progress, phase }));
    }
    case 'worked':
      return applyWorkEnd(state, progress, event);
    case 'published': {
      const { phase } = progress;
      if (phase.kind !== 'publishing') return unchanged(state);
      const done: FinalPhase = {
        kind: 'done',
        how: event.commit ? 'published' : 'unchanged',
        agent: phase.agent,
        ...(event.commit ? { commit: event.commit } : {}),
        ...(phase.outputs ? { outputs: phase.outputs } : {}),
      };
      const credited = withAgent(state, phase.agent, (agent) => ({ ...agent, failedInARow: 0 }));
      return unchanged(withTask(credited, { ...progress, phase: done }));
    }
    case 'not-published':
      return applyPublishEnd(state, progress, event);
    case 'released':
      return afterRelease(state, progress);
    case 'woke':
      if (progress.phase.kind === 'publishing') return publishAgain(state, progress);
      return unchanged(withTask(state, { ...progress, phase: { kind: 'waiting' } }));
    default:
      return unreachable(event);
  }
}

function afterRelease(state: RunState, progress: TaskProgress): Decision {
  if (progress.phase.kind !== 'releasing') return unchanged(state);
  const { next } = progress.phase;
  if (next.kind !== 'rest') return unchanged(withTask(state, { ...progress, phase: next }));
  if (state.interrupted) return unchanged(withTask(state, { ...progress, phase: { kind: 'interrupted' } }));
  return {
    state: withTask(state, { ...progress, phase: { kind: 'resting', why: 'failed', problem: next.problem } }),
    actions: [{ kind: 'wait', task: progress.task.id, ms: next.ms }],
  };
}

/** What waits ends at once; agents are stopped; what is being claimed or published ends by itself first. */
function interrupt(state: RunState): Decision {
  if (state.interrupted) return unchanged(state);
  const tasks = state.tasks.map((progress): TaskProgress => {
    const waits = progress.phase.kind === 'waiting' || progress.phase.kind === 'resting';
    return waits ? { ...progress, phase: { kind: 'interrupted' } } : progress;
  });
  return {
    state: { ...state, tasks, interrupted: true },
    actions: state.tasks.flatMap(({ task, phase }) =>
      phase.kind === 'working' ? [{ kind: 'stop' as const, task: task.id }] : [],
    ),
  };
}
