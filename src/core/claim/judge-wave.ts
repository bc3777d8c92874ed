import type { Oid } from '../model/ids.ts';
import { unreachable } from '../model/unreachable.ts';
import type { EndingSeen } from './judge-ending.ts';

// What is decided while the claims of a wave end: what is sent for each, what a look says of it, and what is done next.
// What has landed is never sent again, and nothing is sent without a claim in force.

/** What became of one task of a wave. `Why`: the caller's own word on what did not fit. */
export type TaskEnd<Why> =
  /** Its work is in the result; without a commit where it changed nothing. */
  | { readonly kind: 'published'; readonly commit?: Oid }
  /** Given back: it was not finished. */
  | { readonly kind: 'released' }
  /** It did not fit. */
  | { readonly kind: 'left-out'; readonly why: Why }
  | { readonly kind: 'lost'; readonly why: LossKind }
  /** It is not known; the claim is remembered. */
  | { readonly kind: 'open' };

/**
 * `over`: its lease was over, or somebody else ended it; `broken`: a lock of it was deleted; `half`: a server applied a
 * part, by which it is over and its work not published.
 */
export type LossKind = 'over' | 'broken' | 'half';

/** How a task's claim ends in one sending. */
export type SentEnd<Why> =
  | { readonly kind: 'published'; readonly commit?: Oid }
  | { readonly kind: 'released' }
  | { readonly kind: 'left-out'; readonly why: Why };

/** `landed`: its line stands in the very result that the sending expects; `commit`: set on that result. */
export function decideEnd<Why>(ask: {
  readonly isFinished: boolean;
  readonly landed: Oid | undefined;
  readonly commit: Oid | undefined;
  readonly leftOut: { readonly why: Why } | undefined;
}): SentEnd<Why> {
  const { isFinished, landed, commit, leftOut } = ask;
  if (!isFinished) return { kind: 'released' };
  if (landed !== undefined) return { kind: 'published', commit: landed };
  if (leftOut !== undefined) return { kind: 'left-out', why: leftOut.why };
  return { kind: 'published', ...(commit === undefined ? {} : { commit }) };
}

/**
 * What a look says of one task whose end was sent. `landed`: its line stands in the result as it is now. `done` counts
 * only if the result contains what it names: a server may have applied the task ref alone.
 */
export function judgeEnd<Why>(ask: {
  readonly seen: EndingSeen;
  readonly isFinished: boolean;
  readonly sent: SentEnd<Why>;
  readonly landed: Oid | undefined;
}): TaskEnd<Why> | { readonly kind: 'still-held' } {
  const { seen, isFinished, sent, landed } = ask;
  const publishedOr = (why: LossKind): TaskEnd<Why> =>
    landed === undefined ? { kind: 'lost', why } : { kind: 'published', commit: landed };
  switch (seen.kind) {
    case 'still-held':
      // a publisher whose lock somebody deleted no longer excludes anybody: its claim is lost
      return isFinished && !seen.isWhole ? publishedOr('broken') : { kind: 'still-held' };
    case 'not-ours':
      return isFinished ? publishedOr('over') : { kind: 'released' };
    case 'applied':
      return sent.kind === 'published' && sent.commit !== undefined ? publishedOr('half') : sent;
    default:
      return unreachable(seen);
  }
}

/** Times that a sending may be refused because the result has moved, or a claim of it was lost. */
export const MOST_REFUSALS = 6;

/**
 * What is done where a sending was not applied and something is still held. `changed`: the look showed another result,
 * or fewer claims, so that what is sent next is something else; else the same is sent again, after a pause.
 */
export function decideNext(ask: {
  readonly outcome: 'refused' | 'unknown' | 'failed';
  readonly changed: boolean;
  readonly refusals: number;
}): 'at-once' | 'after-a-pause' | 'give-up' {
  if (ask.refusals >= MOST_REFUSALS) return 'give-up';
  return ask.outcome === 'refused' && ask.changed ? 'at-once' : 'after-a-pause';
}
