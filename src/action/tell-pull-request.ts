import type { SaidBefore } from '../app/conversation/decide-comment.ts';
import type { MadePlan } from '../app/plan/make-plan.ts';
import { openConversation } from '../cli/open/conversation.ts';
import type { CiView } from '../report/ci/ci-view.ts';
import type { PartDone } from '../report/ci/left-out.ts';
import { pullComment } from '../report/ci/pull-comment.ts';
import { pullLabels } from '../report/ci/pull-labels.ts';
import type { ActionStart } from './action-command.ts';

/** What became of the comment and the labels, and how many calls of the API it took, the labels' among them. */
export interface PullRequestTold {
  readonly comment: PartDone;
  readonly labels: PartDone;
  readonly calls: number;
  readonly labelCalls: number;
}

/** The comment and the labels, where the event is about a pull request of this repository and the base's settings want them. */
export async function tellPullRequest(
  { event, env, token, host }: ActionStart,
  { settings }: MadePlan,
  { view, hasRun }: { readonly view: CiView; readonly hasRun: boolean },
): Promise<PullRequestTold> {
  const pull = event.kind === 'proposal' ? event.pull : undefined;
  const { comment, labels } = settings;
  // of a run that has begun the comment says where it is
  const wanted = { comment: comment !== 'never' && !hasRun, labels };
  if (!pull || !(wanted.comment || wanted.labels)) return nothingTold('skipped', wanted);
  if (pull.isFork) return nothingTold('fork', wanted);
  const conversation = await openConversation(env, token);
  if (conversation === undefined) return nothingTold('no-token', wanted);
  const { keepConversation } = await import('../app/conversation/keep-conversation.ts');
  const outcome = await keepConversation({
    conversation,
    pull,
    guarded: host.input('guard-comment') === 'true',
    ...(wanted.comment
      ? { compose: ({ asked }: SaidBefore) => pullComment(view, { asked, always: comment === 'always' }) }
      : {}),
    ...(wanted.labels ? { labels: pullLabels(view) } : {}),
  });
  return { ...outcome, calls: conversation.calls() };
}

function nothingTold(
  why: 'skipped' | 'fork' | 'no-token',
  wanted: { readonly comment: boolean; readonly labels: boolean },
): PullRequestTold {
  const part = (isWanted: boolean): PartDone => ({ kind: isWanted ? why : 'skipped' });
  return { comment: part(wanted.comment), labels: part(wanted.labels), calls: 0, labelCalls: 0 };
}
