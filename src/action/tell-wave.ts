import type { WaveSeen } from '../cli/commands/ci/step.ts';
import { openConversation } from '../cli/open/conversation.ts';
import { leftOutText } from '../report/ci/left-out.ts';
import { waveComment } from '../report/ci/wave-comment.ts';
import type { ActionStart } from './action-command.ts';
import { runUrlOf } from './view-in-ci.ts';

/** Brings the one comment to where the run is after a wave. A newer head's comment is left alone; nothing fails by it. */
export async function tellWave({ event, env, token, host }: ActionStart, wave: WaveSeen): Promise<void> {
  const pull = event.kind === 'proposal' ? event.pull : undefined;
  if (pull === undefined || pull.isFork || !wave.isWanted) return;
  const conversation = await openConversation(env, token);
  if (conversation === undefined) return;
  const { keepComment } = await import('../app/conversation/keep-comment.ts');
  const about = { number: pull.number, head: wave.movedHead ?? pull.head };
  const runUrl = runUrlOf(env);
  const kept = await keepComment({
    comments: conversation.comments,
    pulls: conversation.pulls,
    pull: about,
    compose: (asked) => ({
      body: waveComment(
        wave,
        { ...about, calls: conversation.calls(), ...(runUrl === undefined ? {} : { runUrl }) },
        asked,
      ),
      isWorthSaying: true,
    }),
  });
  const comment = kept.kind === 'kept' ? ({ kind: 'kept' } as const) : kept;
  const leftOut = leftOutText({ comment, labels: { kind: 'skipped' } });
  if (leftOut !== '') host.notice(leftOut);
}
