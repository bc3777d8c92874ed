import type { LossKind } from '../../core/claim/judge-wave.ts';
import type { Claimant } from '../claim/claimant.ts';
import { endClaim } from '../claim/end-claim.ts';
import { findLanded } from './compose-wave.ts';
import type { Member, WaveBook } from './wave.ts';

/**
 * From here on nobody renews the claims of a wave, so that what is sent for them stays what it is. Those with less than
 * a third of their lease left are renewed first, since a slow publication loses against an eviction; those that are lost
 * are dropped. False: one was, so that something else is to be sent.
 */
export async function standStill<Why>(claimant: Claimant, book: WaveBook<Why>): Promise<boolean> {
  const { open } = book;
  for (const member of open) {
    const { claim } = member;
    if (claim === undefined) continue;
    const isFresh = await claim.fresh();
    const held = await claim.stop();
    const { claim: _, ...still } = { ...member, held };
    replace(book, member, still);
    // also by a renewal that was still under way
    if (!isFresh || claim.lost)
      await giveUp({ claimant, book, member: still, why: 'over', isOver: claim.lost });
  }
  return book.open.length === open.length;
}

/** What a claim that is lost does not allow is not looked at either: it would conflict with whoever has it now. */
export async function dropLost<Why>(claimant: Claimant, book: WaveBook<Why>): Promise<void> {
  for (const member of book.open)
    if (member.claim !== undefined && !(await member.claim.fresh()))
      await giveUp({ claimant, book, member, why: 'over', isOver: true });
}

/** Claims that are still held are renewed again. */
export function goOn<Why>(book: WaveBook<Why>): void {
  book.open = book.open.map((member) =>
    member.claim === undefined && member.handoff !== undefined
      ? { ...member, claim: book.wave.keep(member.held) }
      : member,
  );
}

const replace = <Why>(book: WaveBook<Why>, old: Member, now: Member): void => {
  book.open = book.open.map((member) => (member === old ? now : member));
};

const REASONS: Readonly<Record<LossKind, string>> = {
  over: 'its lease was over',
  broken: 'a lock was deleted',
  half: 'the server applied a part',
};

/** A claim that may not publish any more goes back; what of it is in the result is published all the same. */
export async function giveUp<Why>(ask: {
  readonly claimant: Claimant;
  readonly book: WaveBook<Why>;
  readonly member: Member;
  readonly why: LossKind;
  /** There is nothing to give back. */
  readonly isOver: boolean;
}): Promise<void> {
  const { claimant, book, member, why, isOver } = ask;
  book.open = book.open.filter((one) => one !== member);
  // where that fails it stays remembered, and a later `release` ends it
  if (!isOver) await endClaim(claimant, member.held, { state: 'released', change: { reason: REASONS[why] } });
  await book.wave.result.look();
  const commit = await findLanded(book, member, book.wave.result.tip);
  book.ends.set(
    member.held.record.task,
    commit === undefined ? { kind: 'lost', why } : { kind: 'published', commit },
  );
}
