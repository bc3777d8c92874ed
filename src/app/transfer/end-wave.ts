import { handOverTransaction } from '../../core/claim/hand-over.ts';
import { decideNext } from '../../core/claim/judge-wave.ts';
import type { TaskId } from '../../core/model/ids.ts';
import type { Claimant } from '../claim/claimant.ts';
import { noAnswer } from '../claim/end-claim.ts';
import { isPassing, type RetryBudget, retryBudgetOf } from '../claim/retry-budget.ts';
import type { TransactionOutcome } from '../ports/ref-store.ts';
import { composeWave, sendingOf, type WaveSending } from './compose-wave.ts';
import { lookAtWave } from './look-at-wave.ts';
import { settleApplied, settleSeen } from './settle-wave.ts';
import { dropLost, goOn, standStill } from './stand-still.ts';
import { openBook, type Stopped, type Transfer, type Wave, type WaveBook, type WaveEnd } from './wave.ts';

/**
 * Publishes a wave, of one task or of many: result, task refs and lock deletions in one transaction, with what begins
 * next in the first sending of it. Refused or unknown, it is looked at: those whose claim is lost are dropped, the rest
 * is set on the newest result and sent again. What is still held at the end is renewed again.
 */
export async function endWave<Why>(claimant: Claimant, wave: Wave<Why>): Promise<WaveEnd<Why>> {
  const book = openBook(wave);
  try {
    const stopped = await sendUntilKnown(claimant, book);
    for (const { held } of book.open) book.ends.set(held.record.task, { kind: 'open' });
    return { ends: book.ends, next: book.next, ...(stopped === undefined ? {} : { stopped }) };
  } finally {
    goOn(book);
  }
}

export const transferOf = (claimant: Claimant): Transfer => ({ end: (wave) => endWave(claimant, wave) });

/** `undefined`: nothing of it is open any more. */
async function sendUntilKnown<Why>(claimant: Claimant, book: WaveBook<Why>): Promise<Stopped | undefined> {
  let budget = retryBudgetOf(claimant);
  let mayHaveArrived = false;
  for (let refusals = 0; ; ) {
    goOn(book);
    await dropLost(claimant, book);
    const composed = await composeWave(book);
    if (book.open.length === 0) return undefined;
    if (!(await standStill(claimant, book))) continue;
    const sending = sendingOf(claimant, book, composed);
    const outcome = await send(claimant, book, sending);
    if (outcome.kind === 'applied') return settleApplied(claimant, book, sending);
    // what goes along may be what is not allowed
    if (outcome.kind === 'failed' && !isPassing(outcome.failure) && !book.carries) return { ...outcome };
    if (outcome.kind === 'refused') refusals++;
    mayHaveArrived ||= outcome.kind !== 'failed';
    const failure = outcome.kind === 'failed' && !mayHaveArrived ? outcome.failure : noAnswer;
    // never sent again unseen: git leaves out what is up to date, so a part could be sent without the rest's leases
    const changed = await lookAndSettle({ claimant, book, sending, budget });
    if (book.open.length === 0) return undefined;
    if (changed === undefined) return { kind: 'failed', failure };
    const next = decideNext({ outcome: outcome.kind, changed, refusals });
    if (next === 'give-up') return { kind: 'refused', times: refusals };
    if (next === 'at-once') budget = retryBudgetOf(claimant);
    else if (!(await budget.again())) return { kind: 'failed', failure };
  }
}

async function send<Why>(
  claimant: Claimant,
  book: WaveBook<Why>,
  sending: WaveSending<Why>,
): Promise<TransactionOutcome> {
  const isFirst = book.attempts === undefined;
  const tasks = sending.endings.map(({ member }) => member.held);
  const ended = new Map(
    sending.endings.map(({ taskRef, tip, commit }) => [taskRef, { from: tip, to: commit.oid }]),
  );
  const ending = { tasks, published: publishedIn(sending), to: sending.to, ended };
  // what goes wrong with what begins is said when it asks by itself
  book.attempts ??= await book.wave.begin(ending).catch(() => []);
  const along = isFirst ? ((await book.wave.alongside?.(ending)) ?? []) : [];
  book.carries = along.length > 0;
  const beginnings = isFirst ? book.attempts.map(({ held, commit }) => ({ ...held, commit })) : [];
  // what was given back is not believed in again, not by a later process of this holder either, as in `endClaim`
  for (const held of tasks) await claimant.memory.put({ ...held, ending: true });
  const { updates, objects } = handOverTransaction({ ...sending, beginnings });
  const outcome = await claimant.store
    .commit({ updates: [...updates, ...along], objects })
    .catch((error: unknown): TransactionOutcome => ({ kind: 'unknown', detail: String(error) }));
  if (beginnings.length > 0 && outcome.kind === 'applied') book.next = 'begun';
  if (beginnings.length > 0 && outcome.kind === 'unknown') book.next = 'unknown';
  return outcome;
}

const publishedIn = <Why>({ endings }: WaveSending<Why>): ReadonlySet<TaskId> =>
  new Set(endings.flatMap(({ member, end }) => (end.kind === 'published' ? [member.held.record.task] : [])));

/** Whether what is sent next is something else; `undefined`: nothing could be seen. */
async function lookAndSettle<Why>(ask: {
  readonly claimant: Claimant;
  readonly book: WaveBook<Why>;
  readonly sending: WaveSending<Why>;
  readonly budget: RetryBudget;
}): Promise<boolean | undefined> {
  const { book, sending } = ask;
  const seen = await lookAtWave(ask);
  if (seen === undefined) return undefined;
  await settleSeen({ ...ask, seen });
  return book.open.length < sending.endings.length || book.wave.result.tip !== sending.onto;
}
