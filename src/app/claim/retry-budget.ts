import type { StoreFailure, StoreFailureKind } from '../ports/ref-store.ts';
import type { Claimant } from './claimant.ts';

/**
 * Retries of one use case: full jitter under a doubling ceiling, until the claimant's retry budget is used up, or the command's
 * budget.
 */
export interface RetryBudget {
  /** Waits before the next try; false when there is no time left for one. */
  again(retryAfterS?: number): Promise<boolean>;
}

const FIRST_MS = 50;
const CEILING_MS = 5000;

export function retryBudgetOf(claimant: Claimant, signal?: AbortSignal): RetryBudget {
  const from = claimant.machine.now().monotonic;
  let tries = 0;
  return {
    async again(retryAfterS = 0) {
      const own = claimant.retryBudgetMs - (claimant.machine.now().monotonic - from);
      const left = Math.min(own, claimant.budget?.leftMs() ?? own);
      const ceiling = Math.min(CEILING_MS, FIRST_MS * 2 ** Math.min(tries++, 10));
      // full jitter (Brooker, "Exponential Backoff And Jitter"): no two claimants stay in step
      const jitter = (Number.parseInt(claimant.machine.randomHex(4), 16) / 0xffffffff) * ceiling;
      const wait = Math.max(retryAfterS * 1000, jitter);
      if (wait >= left || signal?.aborted) return false;
      await claimant.machine.sleep(wait, signal ?? notYet(claimant.budget?.hurried));
      return !signal?.aborted;
    },
  };
}

/** One that has fired would let nobody sleep again, and then it is a try after a try without a pause. */
const notYet = (signal: AbortSignal | undefined): AbortSignal | undefined =>
  signal?.aborted ? undefined : signal;

/** Failures that a later try may not meet; each other one is an answer, which asking again does not change. */
export const isPassing = ({ kind }: StoreFailure): boolean => PASSING.has(kind);

const PASSING: ReadonlySet<StoreFailureKind> = new Set([
  'server-lock',
  'rate-limit',
  'server-error',
  'network',
  'unknown-host',
  'connection-refused',
  'unanswered',
]);

/** The way to the server failed before anything was sent: people are told at once, whoever works unattended tries again. */
export const isOutOfReach = ({ kind }: StoreFailure): boolean =>
  kind === 'network' || kind === 'unknown-host' || kind === 'connection-refused';
