import type { Problem } from '../model/problem.ts';
import { setbackMs } from './backoff.ts';
import { type Decision, withTask } from './decision.ts';
import type { AfterRelease, FinalPhase, RunState, TaskProgress } from './run-state.ts';

/** What the world did wrong, and the dice. */
export interface Setback {
  readonly problem: Problem;
  readonly chance: number;
}

/**
 * Before an agent could work, the world failed: that is no try of the agent's, and is tried again in a while. A world
 * that has failed some times in a row is reported.
 */
export function setback(
  state: RunState,
  before: TaskProgress,
  { problem, chance }: Setback,
): { readonly progress: TaskProgress; readonly next: AfterRelease } {
  const setbacks = (before.setbacks ?? 0) + 1;
  const progress = { ...before, setbacks, excused: (before.excused ?? 0) + 1 };
  if (state.interrupted) return { progress, next: { kind: 'interrupted' } };
  if (setbacks > state.limits.setbacks) return { progress, next: { kind: 'failed', problem } };
  const ms = setbackMs({ tries: setbacks, chance, ...state.limits.backoff });
  return { progress, next: { kind: 'rest', ms, problem } };
}

/** A finished work could not be published for no fault of its own: it is kept, with its claim, and published later. */
export function applySetback(
  state: RunState,
  before: TaskProgress,
  what: Setback,
):
  | { readonly kind: 'rests'; readonly decision: Decision }
  | { readonly kind: 'ends'; readonly end: FinalPhase } {
  const { progress, next } = setback(state, before, what);
  if (next.kind !== 'rest') return { kind: 'ends', end: next };
  const { phase, task } = before;
  if (phase.kind !== 'publishing') return { kind: 'ends', end: { kind: 'failed', problem: what.problem } };
  return {
    kind: 'rests',
    decision: {
      state: withTask(state, {
        ...before,
        phase: { ...phase, rests: true },
        ...(progress.setbacks === undefined ? {} : { setbacks: progress.setbacks }),
      }),
      actions: [{ kind: 'wait', task: task.id, ms: next.ms }],
    },
  };
}

/** The pause is over: the work is published, or, where the run was interrupted meanwhile, given back. */
export function publishAgain(state: RunState, progress: TaskProgress): Decision {
  const { phase, task } = progress;
  if (phase.kind !== 'publishing' || !phase.rests) return { state, actions: [] };
  const { rests: _, ...publishing } = phase;
  const { agent } = phase;
  if (state.interrupted)
    return {
      state: withTask(state, {
        ...progress,
        phase: { kind: 'releasing', agent, next: { kind: 'interrupted' } },
      }),
      actions: [{ kind: 'release', task: task.id }],
    };
  return {
    state: withTask(state, { ...progress, phase: publishing }),
    actions: [{ kind: 'publish', task: task.id, agent }],
  };
}
