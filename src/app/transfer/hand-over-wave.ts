import { splitNext } from '../../core/claim/hand-over.ts';
import type { Handoff } from '../../core/claim/record.ts';
import type { Oid, RefName, TaskId } from '../../core/model/ids.ts';
import type { MonotonicTime } from '../../core/model/time.ts';
import { type Attempt, type ClaimWish, prepareAll, type TakeOutcome } from '../claim/claim-attempt.ts';
import { type ClaimedWave, claimWave, confirmAll, settleAttempts, withRefs } from '../claim/claim-wave.ts';
import { bootInstant, type Claimant, type HeldClaim } from '../claim/claimant.ts';
import { type KeptClaim, keepRenewed } from '../claim/keep-renewed.ts';
import { endWave } from './end-wave.ts';
import { type ResultAt, seenResult } from './result.ts';
import type { EndingTasks, Wave, WaveEnd } from './wave.ts';

/** A wave of CI: claims that the run remembers, from whichever of its jobs; it ends and begins by one job only. */
export interface JobWave<Why>
  extends Pick<Wave<Why>, 'unfinished' | 'combine' | 'findTrailer' | 'report' | 'alongside'> {
  readonly result: ResultAt;
  readonly finished: readonly { readonly held: HeldClaim; readonly handoff: Handoff }[];
}

export interface HandedOver<Why> extends Omit<WaveEnd<Why>, 'next'> {
  /** The result, as it was seen last. */
  readonly tip: Oid;
  /** What came of the next wave's claims; none where the fate of the ended one is not known. */
  readonly next: ClaimedWave;
}

/** The next wave's claims, from what the ended one leaves; asked again where that turned out otherwise. */
export type NextWave = (ending: Pick<EndingTasks, 'published' | 'to'>) => Promise<readonly ClaimWish[]>;

/**
 * From one wave of a CI run to the next, in one push: what is finished is published, all claims of the wave end, and the
 * next ones begin, so that a path that both need is never free in between; a task that is tried again begins on its own end. A next task whose path lies above or below
 * one that is given back is claimed in a second push. Where the push is refused, the wave is published alone first, and
 * the next one claimed by itself.
 */
export async function handOver<Why>(
  claimant: Claimant,
  wave: JobWave<Why>,
  next: NextWave,
): Promise<HandedOver<Why>> {
  const ending = [...wave.finished.map(({ held }) => held), ...wave.unfinished].map(
    ({ taskRef, record }) => ({ taskRef, locks: record.locks }),
  );
  let attempts: readonly Attempt[] = [];
  const result = seenResult(claimant.store, wave.result);
  const kept: KeptClaim[] = [];
  const keep = (held: HeldClaim): KeptClaim => {
    const claim = keepRenewed(claimant, held, { isEnding: true });
    kept.push(claim);
    return claim;
  };
  const end = await endWave<Why>(claimant, {
    ...wave,
    result,
    finished: wave.finished.map((one) => ({ ...one, claim: keep(countedHere(claimant, one.held)) })),
    leftOut: 'released',
    keep,
    begin: async (sending) => {
      const { together } = splitNext({ ending, next: (await next(sending)).map(withRefs) });
      attempts = await prepareAll(
        claimant,
        together.map((wish) => onEnded(wish, sending.ended)),
      );
      return attempts;
    },
  });
  for (const claim of kept) await claim.stop();
  const begun = await begin({ claimant, end, attempts });
  const handed = { ...end, tip: result.tip };
  if (end.stopped) return { ...handed, next: begun };
  const wishes = await next({ published: publishedBy(end), to: result.tip });
  const left = wishes.filter(({ task }) => !begun.has(task));
  return { ...handed, next: new Map([...begun, ...(await claimWave(claimant, left))]) };
}

const onEnded = <Wish extends ClaimWish & { readonly taskRef: RefName }>(
  wish: Wish,
  ended: EndingTasks['ended'],
): Wish => {
  const end = ended.get(wish.taskRef);
  return end === undefined ? wish : { ...wish, parent: end.to, expects: end.from };
};

/** Tasks whose work is in the result. */
export const publishedBy = ({ ends }: Pick<WaveEnd<unknown>, 'ends'>): ReadonlySet<TaskId> =>
  new Set([...ends].flatMap(([task, { kind }]) => (kind === 'published' ? [task] : [])));

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

const MAY_LAND = {
  kind: 'unknown',
  detail: 'what was sent with the end of the wave may still arrive',
} as const;

async function begin(ask: {
  readonly claimant: Claimant;
  readonly end: Pick<WaveEnd<unknown>, 'ends' | 'next' | 'stopped'>;
  readonly attempts: readonly Attempt[];
}): Promise<ClaimedWave> {
  const { claimant, end, attempts } = ask;
  if (attempts.length === 0) return new Map();
  if (end.next === 'begun') return confirmAll(claimant, attempts);
  // once the wave that it was sent with has ended otherwise, it can land no more; what came of it is seen by looking:
  // an answer that says refused may be about a second delivery
  const uncertain = end.next === 'unknown' && end.stopped !== undefined;
  // what may still land over a claim that goes on cannot be barred: that would end the claim
  const open = attempts.filter(({ held }) => uncertain && end.ends.get(held.record.task)?.kind === 'open');
  const settled = await settleAttempts(
    claimant,
    attempts.filter((attempt) => !open.includes(attempt)),
    { uncertain },
  );
  return new Map<TaskId, TakeOutcome>([
    ...open.map(({ held }) => [held.record.task, MAY_LAND] as const),
    ...settled,
  ]);
}
