import type { EndingSeen } from '../../core/claim/judge-ending.ts';
import { judgeEnd } from '../../core/claim/judge-wave.ts';
import { reapTransaction } from '../../core/claim/transactions.ts';
import type { Claimant } from '../claim/claimant.ts';
import { findLanded, type WaveSending } from './compose-wave.ts';
import { giveUp } from './stand-still.ts';
import type { WaveBook } from './wave.ts';

/** All of it is as it was sent. */
export async function settleApplied<Why>(
  claimant: Claimant,
  book: WaveBook<Why>,
  { onto, to, endings }: WaveSending<Why>,
): Promise<undefined> {
  book.wave.result.moved({ from: onto, to });
  book.open = [];
  for (const { member, end } of endings) {
    book.ends.set(member.held.record.task, end);
    await claimant.memory.forget(member.held.claim);
  }
}

/** What a look says of each task, `seen` in the order of what was sent. */
export async function settleSeen<Why>(ask: {
  readonly claimant: Claimant;
  readonly book: WaveBook<Why>;
  readonly sending: WaveSending<Why>;
  readonly seen: readonly EndingSeen[];
}): Promise<void> {
  const { claimant, book, sending, seen } = ask;
  for (const [at, ending] of sending.endings.entries()) {
    const sight = seen[at];
    if (sight !== undefined) await settleOne({ claimant, book, ending, seen: sight });
  }
}

async function settleOne<Why>(ask: {
  readonly claimant: Claimant;
  readonly book: WaveBook<Why>;
  readonly ending: WaveSending<Why>['endings'][number];
  readonly seen: EndingSeen;
}): Promise<void> {
  const { claimant, book, ending, seen } = ask;
  const { member, end: sent } = ending;
  const { record, anchor, claim } = member.held;
  const isFinished = member.handoff !== undefined;
  const landed =
    seen.kind === 'still-held' ? undefined : await findLanded(book, member, book.wave.result.tip);
  const end = judgeEnd({ seen, isFinished, sent, landed });
  if (seen.kind === 'still-held') {
    const kept = { ...member, held: seen.held, locks: seen.locks };
    book.open = book.open.map((one) => (one === member ? kept : one));
    if (end.kind === 'still-held') await claimant.memory.put(seen.held);
    else await giveUp({ claimant, book, member: kept, why: 'broken', isOver: false });
    return;
  }
  if (end.kind === 'still-held') return; // of what is not seen to be held that is not said
  if (seen.locks.length > 0) await claimant.store.commit(reapTransaction(seen.locks, anchor));
  await claimant.memory.forget(claim);
  book.open = book.open.filter((one) => one !== member);
  book.ends.set(record.task, end);
}
