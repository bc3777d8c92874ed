import type { Conversation } from '../app/ports/conversation.ts';
import type { WaveSeen } from '../cli/commands/ci/step.ts';
import { openConversation } from '../cli/open/conversation.ts';
import { leftOutText } from '../report/ci/left-out.ts';
import { waveComment } from '../report/ci/wave-comment.ts';
import type { ActionStart } from './action-command.ts';
import { runUrlOf } from './view-in-ci.ts';

// That the head is still ours is asked, and then it is written: two calls after it was composed.
const CALLS_TO_COME = 2;

/** Brings the one comment to where the run is after a wave. A newer head's comment is left alone; nothing fails by it. How many calls of the API it took. */
export async function tellWave(start: ActionStart, wave: WaveSeen): Promise<number> {
  const { event, env, token, host } = start;
  const isFork = event.kind === 'proposal' && event.pull?.isFork === true;
  if (isFork || !wave.isWanted) return 0;
  const conversation = await openConversation(env, token);
  if (conversation === undefined) return 0;
  const pull = await findPull(start, wave, conversation);
  if (pull === undefined) return conversation.calls();
  const { keepComment } = await import('../app/conversation/keep-comment.ts');
  const runUrl = runUrlOf(env);
  const seen = { ...wave, ...(await findOpened(wave, conversation)) };
  const kept = await keepComment({
    comments: conversation.comments,
    pulls: conversation.pulls,
    pull,
    ...(host.input('guard-comment') === 'true' ? { guard: conversation.guard(pull.number, pull.head) } : {}),
    compose: (before) => ({
      body: waveComment(
        seen,
        {
          ...pull,
          calls: conversation.calls() + CALLS_TO_COME,
          ...(runUrl === undefined ? {} : { runUrl }),
        },
        before,
      ),
      isWorthSaying: true,
    }),
  });
  const comment = kept.kind === 'kept' ? ({ kind: 'kept' } as const) : kept;
  const leftOut = leftOutText({ comment, labels: { kind: 'skipped' } });
  if (leftOut !== '') host.notice(leftOut);
  return conversation.calls();
}

/**
 * The pull request that the event is about; of a run that somebody has started, or that goes on, the one of its branch, as long as
 * what it has come to is what the run began with.
 */
async function findPull(
  { event }: ActionStart,
  { plan, movedHead, beganWith }: WaveSeen,
  { pulls }: Pick<Conversation, 'pulls'>,
): Promise<{ readonly number: number; readonly head: string } | undefined> {
  const told = event.kind === 'proposal' ? event.pull : undefined;
  if (told !== undefined) return { number: told.number, head: movedHead ?? told.head };
  if (event.kind !== 'own') return undefined;
  const found = await pulls.ofBranch(plan.target);
  if (!found.ok || found.value === undefined) return undefined;
  const { number, head } = found.value;
  return head === movedHead || (await beganWith(head)) ? { number, head } : undefined;
}

/** Of the result, where an earlier job has opened one. */
async function findOpened(
  { isPull, result }: WaveSeen,
  { pulls }: Pick<Conversation, 'pulls'>,
): Promise<Pick<WaveSeen, 'pull'>> {
  if (isPull !== true || result === undefined || !('branch' in result)) return {};
  const found = await pulls.ofBranch(result.branch);
  return found.ok && found.value !== undefined ? { pull: { number: found.value.number } } : {};
}
