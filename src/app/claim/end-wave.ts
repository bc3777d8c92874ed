import { handOverTransaction } from '../../core/claim/hand-over.ts';
import type { EndingSeen } from '../../core/claim/judge-ending.ts';
import { reapTransaction } from '../../core/claim/transactions.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import type { Attempt } from './claim-attempt.ts';
import type { Claimant } from './claimant.ts';
import { composeWave, findLanded, type WaveSending } from './compose-wave.ts';
import { noAnswer } from './end-claim.ts';
import { lookAtWave, type WaveSeen } from './look-at-wave.ts';
import { giveUp, refreshWave } from './refresh-wave.ts';
import { isPassing, retryBudgetOf } from './retry-budget.ts';
import { type Member, openBook, type TaskEnd, type Wave, type WaveBook, type WaveEnd } from './wave.ts';

/**
 * Publishes a wave: result, task refs and lock deletions in one transaction, with what begins next (`attempts`) in the
 * first sending of it. Refused or unknown, it is looked at: those whose claim is lost are dropped, the rest is sent
 * again, alone.
 */
export async function endWave(
  claimant: Claimant,
  wave: Wave,
  attempts: readonly Attempt[] = [],
): Promise<WaveEnd> {
  const book = openBook(wave);
  const retryBudget = retryBudgetOf(claimant);
  let beginning = attempts;
  let next: WaveEnd['next'] = 'not-begun';
  for (;;) {
    await refreshWave(claimant, book);
    if (book.open.length === 0) return endOf(book, next);
    const sending = await composeWave(claimant, book);
    const beginnings = beginning.map(({ held, commit }) => ({ ...held, commit }));
    const outcome = await claimant.store.commit(handOverTransaction({ ...sending, beginnings }));
    if (outcome.kind === 'applied') {
      await settleApplied(claimant, book, sending);
      return endOf(book, beginning.length > 0 ? 'begun' : next);
    }
    if (outcome.kind === 'failed' && !isPassing(outcome.failure)) return endOf(book, next, outcome.failure);
    if (beginning.length > 0 && outcome.kind === 'unknown') next = 'unknown';
    if (outcome.kind !== 'failed') beginning = []; // a busy server says nothing about what begins
    const seen = await lookAtWave({ claimant, book, sending, attempts, retryBudget });
    if (seen === undefined) return endOf(book, next, noAnswer);
    await settleSeen({ claimant, book, sending, seen });
    if (book.open.length === 0) return endOf(book, next);
    if (!(await retryBudget.again())) return endOf(book, next, noAnswer);
  }
}

function endOf(book: WaveBook, next: WaveEnd['next'], failure?: StoreFailure): WaveEnd {
  for (const { held } of book.open) book.ends.set(held.record.task, { kind: 'open' });
  return { tip: book.tip, ends: book.ends, next, ...(failure ? { failure } : {}) };
}

const WHY_LOST = 'somebody else ended it, or its lease was over';

async function publishedOrLost(book: WaveBook, { held }: Member, why: string): Promise<TaskEnd> {
  const commit = await findLanded(book, held.record.task);
  return commit === undefined ? { kind: 'lost', why } : { kind: 'published', commit };
}

async function settleApplied(claimant: Claimant, book: WaveBook, sending: WaveSending): Promise<void> {
  book.tip = sending.to;
  for (const { member, end } of sending.endings) {
    book.ends.set(member.held.record.task, end);
    await claimant.memory.forget(member.held.claim);
  }
  book.open = [];
}

async function settleSeen(ask: {
  readonly claimant: Claimant;
  readonly book: WaveBook;
  readonly sending: WaveSending;
  readonly seen: WaveSeen;
}): Promise<void> {
  const { claimant, book, sending, seen } = ask;
  book.tip = seen.tip;
  const open: Member[] = [];
  for (const [at, ending] of sending.endings.entries()) {
    const sight = seen.endings[at];
    if (sight === undefined) continue;
    const still = await settleOne({ claimant, book, ending, sight });
    if (still) open.push(still);
  }
  book.open = open;
}

/** What a look says of one task's end; the member, where it is still to be ended. */
async function settleOne(ask: {
  readonly claimant: Claimant;
  readonly book: WaveBook;
  readonly ending: WaveSending['endings'][number];
  readonly sight: EndingSeen;
}): Promise<Member | undefined> {
  const { claimant, book, ending, sight } = ask;
  const { member, end } = ending;
  const { record, anchor, claim } = member.held;
  if (sight.kind === 'still-held') {
    const kept: Member = { ...member, held: sight.held, locks: sight.locks };
    // a publisher whose lock somebody deleted no longer excludes anybody: its claim is lost
    if (member.work === undefined || sight.isWhole) return kept;
    await giveUp({ claimant, book, member: kept, reason: 'a lock was deleted' });
    return undefined;
  }
  if (sight.locks.length > 0) await claimant.store.commit(reapTransaction(sight.locks, anchor));
  await claimant.memory.forget(claim);
  book.ends.set(record.task, await judge({ book, member, end, sight }));
  return undefined;
}

/** `done` counts only if the result contains what it names: a server may have applied the task ref alone. */
async function judge(ask: {
  readonly book: WaveBook;
  readonly member: Member;
  readonly end: TaskEnd;
  readonly sight: EndingSeen;
}): Promise<TaskEnd> {
  const { book, member, end, sight } = ask;
  if (member.work === undefined) return { kind: 'released' };
  if (sight.kind === 'not-ours') return publishedOrLost(book, member, WHY_LOST);
  if (end.kind !== 'published' || end.commit === undefined) return end;
  return publishedOrLost(book, member, 'the server applied a part');
}
