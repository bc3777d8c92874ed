import { isNearlyOver, isRenewalDue, untilNearlyOverMs, untilRenewalMs } from '../../core/claim/lease.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import { bootInstant, type Claimant, type HeldClaim } from './claimant.ts';
import { type RenewOutcome, type RenewWish, renewClaim } from './renew-claim.ts';

/** A claim that is renewed in the background until it is stopped; every change of it goes through here, one at a time. */
export interface KeptClaim {
  readonly held: HeldClaim;
  /** False once it was lost: over, or taken by somebody. */
  readonly lost: boolean;
  /** Renews or widens now. */
  advance(wish?: RenewWish): Promise<RenewOutcome>;
  /**
   * Whether it is in force. Renews first when less than a third of the lease is left, since a slow publication loses
   * against an eviction; where that renewal comes to nothing, what is left counts.
   */
  fresh(): Promise<boolean>;
  /** Waits for a renewal that is under way, then stops renewing; the claim is the caller's again. */
  stop(): Promise<HeldClaim>;
}

/** What whoever works under a claim hears of it. */
export interface RenewalHearer {
  /** Once, as soon as it is known. */
  readonly onLost?: () => void;
  /** A renewal came to nothing; it is tried again. Once, until one is through again. */
  readonly onFailing?: (failure: StoreFailure) => void;
  readonly onRenewedAgain?: () => void;
  /** It ends soon, and need not be renewed before less than a third of its lease is left. */
  readonly isEnding?: true;
}

/** Renews at each third of the lease. */
export function keepRenewed(claimant: Claimant, start: HeldClaim, hearer: RenewalHearer = {}): KeptClaim {
  let held = start;
  let lost = false;
  let failing = false;
  const [untilMs, isDue] = hearer.isEnding
    ? ([untilNearlyOverMs, isNearlyOver] as const)
    : ([untilRenewalMs, isRenewalDue] as const);
  const stopping = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();

  const advance = (wish: RenewWish = {}): Promise<RenewOutcome> => {
    const turn = queue.then(async (): Promise<RenewOutcome> => {
      if (lost) return { kind: 'lost' };
      const outcome = await renewClaim(claimant, held, wish);
      if (outcome.kind !== 'lost') held = outcome.held;
      else {
        lost = true;
        stopping.abort();
        hearer.onLost?.();
      }
      if (outcome.kind === 'failed' && !failing) hearer.onFailing?.(outcome.failure);
      if (outcome.kind === 'renewed' && failing) hearer.onRenewedAgain?.();
      failing = outcome.kind === 'failed';
      return outcome;
    });
    queue = turn.catch(() => undefined);
    return turn;
  };
  const left = (): number => {
    const spent = claimant.machine.now().monotonic - held.leaseFrom.monotonic;
    return held.record.leaseS * 1000 - spent;
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const { leaseS } = held.record;
      await claimant.machine.sleep(untilMs(held.leaseFrom, leaseS, claimant.machine.now()), stopping.signal);
      if (stopping.signal.aborted) return;
      if (!isDue(held.leaseFrom, leaseS, bootInstant(claimant.machine))) continue;
      const outcome = await advance();
      // a table that cannot be reached is asked again, more and more often, until the lease is over
      if (outcome.kind === 'failed')
        await claimant.machine.sleep(Math.max(1000, left() / 4), stopping.signal);
    }
  };
  const renewing = loop();
  return {
    get held() {
      return held;
    },
    get lost() {
      return lost;
    },
    advance,
    async fresh() {
      await queue;
      const { leaseS } = held.record;
      const now = bootInstant(claimant.machine);
      if (!lost && isNearlyOver(held.leaseFrom, leaseS, now)) await advance(); // what is over is lost by that
      return !lost;
    },
    async stop() {
      stopping.abort();
      await renewing;
      await queue;
      return held;
    },
  };
}
