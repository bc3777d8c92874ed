import { backoffMs } from './backoff.ts';
import { type Decision, unchanged, withTask } from './decision.ts';
import type { RunEvent } from './run-event.ts';
import type { RunState, TaskPhase, TaskProgress } from './run-state.ts';

type ClaimEnd = Extract<RunEvent, { kind: 'claimed' | 'held' | 'claim-failed' | 'done-before' | 'accepted' }>;

/** The table has answered (or has not): work, wait for the other's claim, ask again, or give the task up. */
export function applyClaimEnd(state: RunState, progress: TaskProgress, event: ClaimEnd): Decision {
  const { task, phase } = progress;
  if (phase.kind === 'accepting') return applyAccepted(state, progress, event);
  if (phase.kind !== 'claiming') return unchanged(state);
  switch (event.kind) {
    case 'claimed': {
      if (state.interrupted)
        return {
          state: withTask(state, {
            ...progress,
            phase: { kind: 'releasing', agent: phase.agent, next: { kind: 'interrupted' } },
          }),
          actions: [{ kind: 'release', task: task.id }],
        };
      const working: TaskPhase = { kind: 'working', agent: phase.agent, claim: event.claim };
      return {
        state: withTask(state, {
          task,
          phase: working,
          tries: progress.tries + 1,
          claimTries: 0,
          ...historyOf(progress),
        }),
        actions: [{ kind: 'work', task: task.id, agent: phase.agent }],
      };
    }
    case 'done-before':
      return unchanged(
        withTask(state, {
          ...progress,
          phase: {
            kind: 'done',
            how: 'before',
            ...(event.commit ? { commit: event.commit } : {}),
            ...(event.outputs ? { outputs: event.outputs } : {}),
          },
        }),
      );
    case 'accepted':
      return unchanged(state);
    default:
      return notClaimed(state, progress, event);
  }
}

/** Nobody works for it: it is claimed and ended in one go, or not yet. */
function applyAccepted(state: RunState, progress: TaskProgress, event: ClaimEnd): Decision {
  const { phase } = progress;
  switch (event.kind) {
    case 'accepted': {
      const commit = phase.kind === 'accepting' && phase.commit ? { commit: phase.commit } : {};
      return unchanged(withTask(state, { ...progress, phase: { kind: 'done', how: 'accepted', ...commit } }));
    }
    case 'held':
    case 'claim-failed':
      return notClaimed(state, progress, event);
    default:
      return unchanged(state);
  }
}

/** What is remembered of a task from one claim to the next. */
const historyOf = ({
  excused,
  refusals,
  setbacks,
}: TaskProgress): Pick<TaskProgress, 'excused' | 'refusals' | 'setbacks'> => ({
  ...(excused === undefined ? {} : { excused }),
  ...(refusals === undefined ? {} : { refusals }),
  ...(setbacks === undefined ? {} : { setbacks }),
});

/** A refusal is waited for as long as retry budget lasts; a table that does not answer is asked a few times more. */
function notClaimed(
  state: RunState,
  progress: TaskProgress,
  event: Extract<ClaimEnd, { kind: 'held' | 'claim-failed' }>,
): Decision {
  const claimTries = progress.claimTries + 1;
  const { task, tries } = progress;
  const heldSince = event.kind === 'held' ? (progress.heldSince ?? event.at) : undefined;
  const end = (phase: TaskPhase): Decision =>
    unchanged(withTask(state, { task, tries, claimTries, phase, ...historyOf(progress) }));
  if (state.interrupted) return end({ kind: 'interrupted' });
  if (heldSince !== undefined && event.at - heldSince >= state.limits.retryBudgetMs)
    return end({ kind: 'blocked', problem: event.problem });
  if (event.kind === 'claim-failed' && (!event.mayPass || claimTries > state.limits.claimRetries))
    return end({ kind: 'failed', problem: event.problem });
  const ms = backoffMs({ tries: claimTries, chance: event.chance, ...state.limits.backoff });
  const why = event.kind === 'held' ? 'held' : 'failed';
  return {
    state: withTask(state, {
      task,
      tries,
      claimTries,
      phase: { kind: 'resting', why, problem: event.problem },
      ...(heldSince === undefined ? {} : { heldSince }),
      ...historyOf(progress),
    }),
    actions: [{ kind: 'wait', task: task.id, ms }],
  };
}
