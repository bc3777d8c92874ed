import type {
  Comment,
  CommentGuard,
  Comments,
  ForgeFailure,
  PullLabel,
  PullRequests,
  Replied,
} from '../ports/conversation.ts';
import {
  type CommentDecision,
  type ComposeComment,
  decideComment,
  markedComments,
} from './decide-comment.ts';
import { guardCreation, MOST_TAKES } from './guard-creation.ts';

/** The pull request that we speak about, as the event told it. */
export interface PullAsTold {
  readonly number: number;
  readonly head: string;
}

export type Kept =
  | { readonly kind: 'kept'; readonly labels: readonly PullLabel[] }
  /** It has another head by now, or is closed: its newer run speaks. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'failed'; readonly failure: ForgeFailure };

/** Who a job's own token is. */
const JOB_LOGIN = 'github-actions[bot]';
// Look, write, look again; and once more where an answer was lost or somebody else was at it, too.
const MOST_ROUNDS = 4;

interface Keeping {
  readonly comments: Comments;
  readonly pulls: PullRequests;
  readonly pull: PullAsTold;
  readonly compose: ComposeComment;
  /** Absent: two runs may both make one, and the second look takes the younger away. */
  readonly guard?: CommentGuard;
}

/**
 * Brings our one comment to what is to be said. Look, decide, ask whether the head is still ours, write; after a new
 * comment, and after an answer that was lost, look again: so two runs at once end with one comment.
 */
export async function keepComment(ask: Keeping): Promise<Kept> {
  let seen: readonly Comment[] = [];
  let page = 1;
  let labels: readonly PullLabel[] | undefined;
  const compose = once(ask.compose);
  await using guard = guardCreation(ask.guard);
  for (let round = 1; round <= MOST_ROUNDS + MOST_TAKES; round++) {
    const listed = await ask.comments.list(ask.pull.number, page);
    if (!listed.ok) return { kind: 'failed', failure: listed.failure };
    page = listed.value.newestPage;
    seen = unite(seen, listed.value.comments);
    const decision = decideComment(
      { pull: ask.pull.number, comments: seen, me: await findMe(ask, seen) },
      compose,
    );
    const isSettled = decision.act.kind === 'leave' && decision.doubles.length === 0;
    if (isSettled && labels) return { kind: 'kept', labels };
    if (decision.act.kind === 'create' && (await guard.admit()) === 'look') continue;
    const standing = await readStanding(ask);
    if (standing.kind !== 'kept' || isSettled) return standing;
    labels = standing.labels;
    const done = await apply(ask, decision);
    if (!done.ok && done.failure.kind !== 'lost' && done.failure.kind !== 'not-there')
      return { kind: 'failed', failure: done.failure };
    // only a new one can have a twin; everything else is as it was written
    if (done.ok && decision.act.kind !== 'create') return { kind: 'kept', labels };
    if (!done.ok && done.failure.kind === 'not-there') [seen, page] = [[], 1];
  }
  return { kind: 'failed', failure: { kind: 'lost' } };
}

/** What is said in one run is said in one way, also where the second look finds what the first write has noted. */
function once(compose: ComposeComment): ComposeComment {
  let composed: ReturnType<ComposeComment> | undefined;
  return (before) => {
    composed ??= compose(before);
    return composed;
  };
}

/** Asked right before something is written. */
export async function readStanding({ pulls, pull }: Pick<Keeping, 'pulls' | 'pull'>): Promise<Kept> {
  const now = await pulls.read(pull.number);
  if (!now.ok) return { kind: 'failed', failure: now.failure };
  const { isOpen, head, labels } = now.value;
  return isOpen && head === pull.head ? { kind: 'kept', labels } : { kind: 'overtaken' };
}

/** What was found on the pages before, where only the newest are looked at again. */
function unite(before: readonly Comment[], now: readonly Comment[]): readonly Comment[] {
  const ids = new Set(now.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...now];
}

/** Nobody is asked who we are unless a comment like ours is there that a job's own token did not write. */
async function findMe({ comments, pull }: Keeping, seen: readonly Comment[]): Promise<string> {
  const strange = markedComments(seen, pull.number).some(({ author }) => author !== JOB_LOGIN);
  const who = strange ? await comments.whoAmI() : undefined;
  return who?.ok ? who.value : JOB_LOGIN;
}

async function apply(
  { comments, pull }: Keeping,
  { act, doubles }: CommentDecision,
): Promise<Replied<unknown>> {
  let done: Replied<unknown> = { ok: true, value: undefined };
  if (act.kind === 'create') done = await comments.create(pull.number, act.body);
  if (act.kind === 'update') done = await comments.update(act.id, act.body);
  if (!done.ok) return done;
  for (const id of doubles) {
    const removed = await comments.remove(id);
    // somebody else who saw both has done it
    if (!removed.ok && removed.failure.kind !== 'not-there') return removed;
  }
  return done;
}
