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
export const keepRenewed = (claimant: Claimant, start: HeldClaim, hearer: RenewalHearer = {}): KeptClaim =>
  new Keeper(claimant, start, hearer);

class Keeper implements KeptClaim {
  held: HeldClaim;
  lost = false;
  #isFailing = false;
  #queue: Promise<unknown> = Promise.resolve();
  readonly #claimant: Claimant;
  readonly #hearer: RenewalHearer;
  readonly #stopping = new AbortController();
  readonly #renewing: Promise<void>;

  constructor(claimant: Claimant, start: HeldClaim, hearer: RenewalHearer) {
    this.held = start;
    this.#claimant = claimant;
    this.#hearer = hearer;
    this.#renewing = this.#renew();
  }

  advance(wish: RenewWish = {}): Promise<RenewOutcome> {
    const turn = this.#queue.then(() => this.#advance(wish));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async fresh(): Promise<boolean> {
    await this.#queue;
    const { leaseFrom, record } = this.held;
    const now = bootInstant(this.#claimant.machine);
    if (!this.lost && isNearlyOver(leaseFrom, record.leaseS, now)) await this.advance(); // what is over is lost by that
    return !this.lost;
  }

  async stop(): Promise<HeldClaim> {
    this.#stopping.abort();
    await this.#renewing;
    await this.#queue;
    return this.held;
  }

  async #advance(wish: RenewWish): Promise<RenewOutcome> {
    if (this.lost) return { kind: 'lost' };
    const outcome = await renewClaim(this.#claimant, this.held, wish);
    if (outcome.kind === 'lost') {
      this.lost = true;
      this.#stopping.abort();
      this.#hearer.onLost?.();
    } else this.held = outcome.held;
    if (outcome.kind === 'failed' && !this.#isFailing) this.#hearer.onFailing?.(outcome.failure);
    if (outcome.kind === 'renewed' && this.#isFailing) this.#hearer.onRenewedAgain?.();
    this.#isFailing = outcome.kind === 'failed';
    return outcome;
  }

  async #renew(): Promise<void> {
    const { machine } = this.#claimant;
    const { signal } = this.#stopping;
    const [untilMs, isDue] = this.#hearer.isEnding
      ? ([untilNearlyOverMs, isNearlyOver] as const)
      : ([untilRenewalMs, isRenewalDue] as const);
    while (!signal.aborted) {
      const { leaseFrom, record } = this.held;
      await machine.sleep(untilMs(leaseFrom, record.leaseS, machine.now()), signal);
      if (signal.aborted) return;
      if (!isDue(this.held.leaseFrom, this.held.record.leaseS, bootInstant(machine))) continue;
      const outcome = await this.advance();
      // a table that cannot be reached is asked again, more and more often, until the lease is over
      if (outcome.kind === 'failed') await machine.sleep(Math.max(1000, this.#leftMs() / 4), signal);
    }
  }

  #leftMs(): number {
    const { leaseFrom, record } = this.held;
    return record.leaseS * 1000 - (this.#claimant.machine.now().monotonic - leaseFrom.monotonic);
  }
}
