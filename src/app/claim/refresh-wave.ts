import { isLeaseOver, isNearlyOver } from '../../core/claim/lease.ts';
import type { MonotonicTime } from '../../core/model/time.ts';
import { bootInstant, type Claimant, type HeldClaim } from './claimant.ts';
import { findLanded } from './compose-wave.ts';
import { endClaim } from './end-claim.ts';
import { renewClaim } from './renew-claim.ts';
import type { Member, WaveBook } from './wave.ts';

/**
 * Before a wave is sent: claims whose lease is over are dropped, over is final, also where nobody has noticed yet; those
 * with less than a third of it left are renewed, since a slow publication loses against an eviction.
 */
export async function refreshWave(claimant: Claimant, book: WaveBook): Promise<void> {
  const open: Member[] = [];
  for (const member of book.open) {
    const fresh = member.work ? await refresh(claimant, member.held) : member.held;
    if (fresh) open.push({ ...member, held: fresh });
    else await giveUp({ claimant, book, member, reason: 'its lease was over' });
  }
  book.open = open;
}

async function refresh(claimant: Claimant, claim: HeldClaim): Promise<HeldClaim | undefined> {
  const held = countedHere(claimant, claim);
  const now = bootInstant(claimant.machine);
  const { leaseFrom: from, record } = held;
  if (isLeaseOver(from, record.leaseS, now)) return undefined;
  if (!isNearlyOver(from, record.leaseS, now)) return held;
  const outcome = await renewClaim(claimant, held);
  // lost: somebody ended it, which is then seen by publishing
  return outcome.kind === 'lost' ? held : outcome.held;
}

/**
 * The jobs of a CI run work on several machines: a claim that another one of them took is counted by this one's clocks,
 * as old as the wall clocks say.
 */
function countedHere({ machine, holder }: Claimant, held: HeldClaim): HeldClaim {
  const now = bootInstant(machine);
  const { leaseFrom } = held;
  if (holder.kind !== 'ci' || leaseFrom.boot === now.boot) return held;
  const monotonic = (now.monotonic - (now.wall - leaseFrom.wall)) as MonotonicTime;
  return { ...held, leaseFrom: { boot: now.boot, wall: leaseFrom.wall, monotonic } };
}

/** A claim that may not publish any more goes back; what of it is in the result is published all the same. */
export async function giveUp(ask: {
  readonly claimant: Claimant;
  readonly book: WaveBook;
  readonly member: Member;
  readonly reason: string;
}): Promise<void> {
  const { claimant, book, member, reason } = ask;
  const { record } = member.held;
  // where that fails it stays remembered, and a later `release` ends it
  await endClaim(claimant, member.held, { state: 'released', change: { reason } });
  const commit = await findLanded(book, record.task);
  book.ends.set(
    record.task,
    commit === undefined ? { kind: 'lost', why: reason } : { kind: 'published', commit },
  );
}
