import { splitNext } from '../../core/claim/hand-over.ts';
import { type ClaimWish, prepareAll } from './claim-attempt.ts';
import { type ClaimedWave, claimWave, confirmAll, settleAttempts, withRefs } from './claim-wave.ts';
import type { Claimant } from './claimant.ts';
import { endWave } from './end-wave.ts';
import type { Wave, WaveEnd } from './wave.ts';

export interface HandedOver extends Omit<WaveEnd, 'next'> {
  /** What came of the next wave's claims; none where the fate of the ended one is not known. */
  readonly next: ClaimedWave;
}

/**
 * From one wave of a CI run to the next, in one push: what is finished is published, all claims of the wave end, and the
 * next ones begin, so that a path that both need is never free in between. A next task whose path lies above or below
 * one that is given back is claimed in a second push. Where the push is refused, the wave is published alone first, and
 * the next one claimed by itself.
 *
 * The claims are those that the run remembers, from whichever of its jobs; a wave ends and begins by one job only.
 */
export async function handOver(
  claimant: Claimant,
  wave: Wave,
  next: readonly ClaimWish[],
): Promise<HandedOver> {
  const ending = [...wave.finished.map(({ held }) => held), ...wave.unfinished].map(
    ({ taskRef, record }) => ({ taskRef, locks: record.locks }),
  );
  const { together, later } = splitNext({ ending, next: next.map(withRefs) });
  const attempts = ending.length > 0 ? await prepareAll(claimant, together) : [];
  const end = await endWave(claimant, wave, attempts);
  const begun = await begin({ claimant, end, attempts });
  if (end.failure) return { ...end, next: begun };
  const left = [...together, ...later].filter(({ task }) => !begun.has(task));
  return { ...end, next: new Map([...begun, ...(await claimWave(claimant, left))]) };
}

async function begin(ask: {
  readonly claimant: Claimant;
  readonly end: WaveEnd;
  readonly attempts: Parameters<typeof confirmAll>[1];
}): Promise<ClaimedWave> {
  const { claimant, end, attempts } = ask;
  if (attempts.length === 0) return new Map();
  if (end.next === 'begun') return confirmAll(claimant, attempts);
  // once the wave that it was sent with has ended otherwise, it can land no more; what came of it is seen by looking:
  // an answer that says refused may be about a second delivery
  const uncertain = end.next === 'unknown' && end.failure !== undefined;
  return settleAttempts(claimant, attempts, { uncertain });
}
