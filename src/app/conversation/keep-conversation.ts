import type { WantedLabel } from '../../core/model/wanted-label.ts';
import type { Conversation, ForgeFailure } from '../ports/conversation.ts';
import type { ComposeComment } from './decide-comment.ts';
import { type Kept, keepComment, type PullAsTold, readStanding } from './keep-comment.ts';
import { keepLabels } from './keep-labels.ts';

/** What came of the comment and the labels; `skipped`: not wanted. */
export type PartOutcome =
  | { readonly kind: 'kept' | 'overtaken' | 'skipped' }
  | { readonly kind: 'failed'; readonly failure: ForgeFailure };

export interface ConversationOutcome {
  readonly comment: PartOutcome;
  readonly labels: PartOutcome;
}

/** Comment and labels of one pull request. Whatever the forge says, this ends with a value: a plan never fails by it. */
export async function keepConversation(ask: {
  readonly conversation: Conversation;
  readonly pull: PullAsTold;
  /** Absent: no comment is wanted, and none is looked for. */
  readonly compose?: ComposeComment;
  /** Absent: labels are left alone. */
  readonly labels?: readonly WantedLabel[];
}): Promise<ConversationOutcome> {
  const { conversation, pull, compose, labels: wanted } = ask;
  const skipped: PartOutcome = { kind: 'skipped' };
  if (compose === undefined && wanted === undefined) return { comment: skipped, labels: skipped };
  const { comments, pulls, labels } = conversation;
  const kept: Kept =
    compose === undefined
      ? await readStanding({ pulls, pull })
      : await keepComment({ comments, pulls, pull, compose });
  const comment = compose === undefined ? skipped : partOf(kept);
  if (wanted === undefined) return { comment, labels: skipped };
  // what does not take comments (a locked conversation) may take labels all the same
  const standing =
    kept.kind === 'failed' && compose !== undefined ? await readStanding({ pulls, pull }) : kept;
  if (standing.kind !== 'kept') return { comment, labels: partOf(standing) };
  const done = await keepLabels({ labels, pull: pull.number, has: standing.labels, wanted });
  return { comment, labels: done.ok ? { kind: 'kept' } : { kind: 'failed', failure: done.failure } };
}

const partOf = (kept: Kept): PartOutcome => (kept.kind === 'kept' ? { kind: 'kept' } : kept);
