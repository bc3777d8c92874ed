import type { Claimant } from '../claim/claimant.ts';
import { isOutOfReach } from '../claim/retry-budget.ts';
import { storeWith } from '../claim/store-with.ts';
import type { Machine } from '../ports/machine.ts';
import type { RefStore, StoreFailure } from '../ports/ref-store.ts';

/** The way to the table, as who works unattended sees it. */
export interface Reach {
  /** Waits where the server is away, instead of failing; what was known not to be sent still fails, once it is back. */
  readonly store: RefStore;
  /** For how long the server has been away, all in all, in milliseconds: no retry budget is used up by that. */
  awayMs(): number;
  /** Told once when the server has gone, and once when it is back. */
  listen(tell: (news: 'away' | 'back') => void): void;
}

const FIRST_MS = 500;
const MOST_MS = 15_000;
// A server that is away for a day is another server when it comes back.
const LONGEST_MS = 24 * 3600 * 1000;

/**
 * A table whose server may be away for longer than any single question is patient: once it has been reached, a look goes
 * on asking until it answers, and a push that could not be sent is answered when the server is back, so that whatever is
 * decided next is decided on what is there then. An interruption ends all waiting.
 */
function outlastOutages(
  store: RefStore,
  on: { readonly machine: Machine; readonly interrupted: AbortSignal },
): Reach {
  return new PatientReach(store, on.machine, on.interrupted);
}

/** The same for all that a claimant is used for: no retry budget is used up by an outage. */
export function claimantWithTime(
  claimant: Claimant,
  interrupted: AbortSignal,
): { readonly claimant: Claimant; readonly reach: Reach } {
  const reach = outlastOutages(claimant.store, { machine: claimant.machine, interrupted });
  const patient: Claimant = {
    ...claimant,
    store: reach.store,
    get retryBudgetMs() {
      return claimant.retryBudgetMs + reach.awayMs();
    },
  };
  return { claimant: patient, reach };
}

class PatientReach implements Reach {
  readonly store: RefStore;
  readonly #machine: Machine;
  readonly #interrupted: AbortSignal;
  readonly #listeners: ((news: 'away' | 'back') => void)[] = [];
  #wasReached = false;
  #awaySince: number | undefined;
  #awayBefore = 0;

  constructor(real: RefStore, machine: Machine, interrupted: AbortSignal) {
    this.#machine = machine;
    this.#interrupted = interrupted;
    this.store = storeWith(real, {
      listOurs: () => this.#patiently(() => real.listOurs()),
      list: (scopes) => this.#patiently(() => real.list(scopes)),
      commit: async (transaction) => {
        const outcome = await real.commit(transaction);
        if (outcome.kind === 'applied' || outcome.kind === 'refused') this.#noteReached();
        const [first] = transaction.updates;
        if (outcome.kind !== 'failed' || !this.#isAway(outcome.failure) || !first) return outcome;
        const back = await this.#patiently(() => real.list([first.ref]));
        // whatever it was, it has passed: who asked looks at what is there now, and sends it again
        return back.ok ? { kind: 'failed', failure: { ...outcome.failure, kind: 'server-error' } } : outcome;
      },
    });
  }

  awayMs(): number {
    const now = this.#machine.now().monotonic;
    return this.#awayBefore + (this.#awaySince === undefined ? 0 : now - this.#awaySince);
  }

  listen(tell: (news: 'away' | 'back') => void): void {
    this.#listeners.push(tell);
  }

  async #patiently<T extends { readonly ok: true } | { readonly ok: false; readonly failure: StoreFailure }>(
    ask: () => Promise<T>,
  ): Promise<T> {
    for (let tries = 0; ; tries++) {
      const answer = await ask();
      if (answer.ok || !this.#isAway(answer.failure)) {
        this.#noteReached();
        return answer;
      }
      if (this.#interrupted.aborted || !this.#noteAway()) return answer;
      await this.#machine.sleep(this.#pauseMs(tries), this.#interrupted);
    }
  }

  /** A repository that was there and is not may be just being moved, or its disk mounted. */
  #isAway(failure: StoreFailure): boolean {
    const kinds = failure.kind === 'not-found' || failure.kind === 'server-error';
    return this.#wasReached && (kinds || isOutOfReach(failure));
  }

  #noteReached(): void {
    this.#wasReached = true;
    if (this.#awaySince === undefined) return;
    this.#awayBefore = this.awayMs();
    this.#awaySince = undefined;
    for (const tell of this.#listeners) tell('back');
  }

  /** False: it has been away for too long. */
  #noteAway(): boolean {
    const now = this.#machine.now().monotonic;
    if (this.#awaySince === undefined) {
      this.#awaySince = now;
      for (const tell of this.#listeners) tell('away');
    }
    return now - this.#awaySince < LONGEST_MS;
  }

  /** Full jitter under a doubling ceiling, as `retryBudgetOf`. */
  #pauseMs(tries: number): number {
    const ceiling = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(tries, 10));
    return (Number.parseInt(this.#machine.randomHex(4), 16) / 0xffffffff) * ceiling;
  }
}
