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
  /** How many of the conversation's calls the labels took. */
  readonly labelCalls: number;
}

/** What a run may ask of a forge for a conversation of up to a hundred comments in which no label changes. */
const CALLS_OF_A_RUN = 4;

/** Comment and labels of one pull request. Whatever the forge says, this ends with a value: a plan never fails by it. */
export async function keepConversation(ask: {
  readonly conversation: Conversation;
  readonly pull: PullAsTold;
  /** Absent: no comment is wanted, and none is looked for. */
  readonly compose?: ComposeComment;
  /** Absent: labels are left alone. */
  readonly labels?: readonly WantedLabel[];
  /** Whether a ref guards the making of a new comment. */
  readonly guarded?: boolean;
}): Promise<ConversationOutcome> {
  const { conversation, pull, compose, labels: wanted } = ask;
  const skipped: PartOutcome = { kind: 'skipped' };
  const none = { labels: skipped, labelCalls: 0 };
  if (compose === undefined && wanted === undefined) return { comment: skipped, ...none };
  const { comments, pulls, labels, calls } = conversation;
  const kept: Kept =
    compose === undefined
      ? await readStanding({ pulls, pull })
      : await keepComment({
          comments,
          pulls,
          pull,
          compose,
          ...(ask.guarded ? { guard: conversation.guard(pull.number, pull.head) } : {}),
        });
  const comment = compose === undefined ? skipped : partOf(kept);
  if (wanted === undefined) return { comment, ...none };
  // what does not take comments (a locked conversation) may take labels all the same
  const standing =
    kept.kind === 'failed' && compose !== undefined ? await readStanding({ pulls, pull }) : kept;
  if (standing.kind !== 'kept') return { ...none, comment, labels: partOf(standing) };
  const before = calls();
  const spare = CALLS_OF_A_RUN - before;
  const done = await keepLabels({ labels, pull: pull.number, has: standing.labels, wanted, spare });
  return {
    comment,
    labels: done.ok ? { kind: 'kept' } : { kind: 'failed', failure: done.failure },
    labelCalls: calls() - before,
  };
}

const partOf = (kept: Kept): PartOutcome => (kept.kind === 'kept' ? { kind: 'kept' } : kept);
