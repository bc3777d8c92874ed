import { isLeaseOver } from '../../core/claim/lease.ts';
import type { RefTransaction, RefUpdate } from '../../core/claim/ref-transaction.ts';
import { claimTransaction, takeOverTransaction } from '../../core/claim/transactions.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { StoreFailure, TransactionOutcome } from '../ports/ref-store.ts';
import type { Attempt, TakeOutcome } from './claim-attempt.ts';
import { bootInstant, type Claimant, type HeldClaim } from './claimant.ts';
import { abandonClaim } from './clear-claims.ts';
import { endClaim } from './end-claim.ts';
import { isOutOfReach, isPassing } from './retry-budget.ts';

export type Sent =
  | { readonly kind: 'done'; readonly outcome: TakeOutcome }
  /**
   * `uncertain`: the request may still arrive. `reached`: git's server may have seen it, and what it refused may be the
   * repetition of what it took. `failure`: what was said, where something was.
   */
  | {
      readonly kind: 'look';
      readonly detail: string;
      readonly uncertain: boolean;
      readonly reached: boolean;
      readonly failure?: StoreFailure;
    };

export async function send(
  claimant: Claimant,
  attempt: Attempt,
  alongside: readonly RefUpdate[] = [],
): Promise<Sent> {
  const { updates, objects } = transactionOf(attempt);
  const outcome = await claimant.store.commit({ updates: [...updates, ...alongside], objects });
  const sent = await judgeSent(claimant, attempt, outcome);
  if (alongside.length === 0 || sent.kind !== 'done' || sent.outcome.kind !== 'claimed') return sent;
  return { kind: 'done', outcome: { ...sent.outcome, alongside: true } };
}

/** What the answer to a sending says of one attempt that was in it. */
export async function judgeSent(
  claimant: Claimant,
  attempt: Attempt,
  outcome: TransactionOutcome,
): Promise<Sent> {
  switch (outcome.kind) {
    case 'applied':
      return { kind: 'done', outcome: await confirm(claimant, attempt.held) };
    case 'refused':
      return { kind: 'look', detail: 'refused', uncertain: false, reached: true };
    case 'unknown':
      return { ...outcome, kind: 'look', uncertain: true, reached: true };
    case 'failed': {
      const { failure } = outcome;
      if (isPassing(failure) && !isOutOfReach(failure))
        return {
          kind: 'look',
          detail: failure.detail,
          uncertain: false,
          reached: !isFromBefore(failure),
          failure,
        };
      // this sending came to nothing, but an earlier one may still arrive
      if (attempt.uncertain)
        return {
          kind: 'done',
          outcome: await giveUp(claimant, attempt, { detail: failure.detail, failure }),
        };
      await claimant.memory.forget(attempt.held.claim);
      return { kind: 'done', outcome: { kind: 'failed', failure } };
    }
    default:
      return unreachable(outcome);
  }
}

/** An HTTP answer that came instead of one from git's server. */
const isFromBefore = ({ status }: StoreFailure): boolean => status !== undefined;

function transactionOf({ held, commit, over }: Attempt): RefTransaction {
  if (over === undefined || held.parent === null) return claimTransaction({ ...held, commit });
  const old = { tip: held.parent, oldAnchor: over.anchor, oldLocks: over.locks };
  return takeOverTransaction({ taskRef: held.taskRef, commit, ...old });
}

/** Believes in a claim that is there, unless its lease ended while it was on the way: over is final. */
export async function confirm(claimant: Claimant, sent: HeldClaim): Promise<TakeOutcome> {
  const held = { ...sent, confirmed: true };
  if (isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(claimant.machine))) {
    const ended = await endClaim(claimant, held, {
      state: 'released',
      change: { reason: 'it came too late' },
    });
    const detail = 'the answer came after the lease had ended';
    if (ended.kind === 'failed') return { kind: 'unknown', detail };
    return { kind: 'failed', failure: { kind: 'network', detail } };
  }
  await claimant.memory.put(held);
  return { kind: 'claimed', held };
}

const GIVING_UP_MS = 2_000;

/**
 * Not knowing is ended by barring the claim; if even that fails it may still land. It is then neither believed in nor
 * forgotten: the holder's next command looks for it (`recallClaims`).
 */
export async function giveUp(claimant: Claimant, attempt: Attempt, why: WhyGivenUp): Promise<TakeOutcome> {
  // retry budget is used up by now, and what stays unknown is looked for later
  const hurried = { ...claimant, retryBudgetMs: Math.min(claimant.retryBudgetMs, GIVING_UP_MS) };
  const settled = !attempt.reached || (await abandonClaim(hurried, attempt.held));
  if (!settled) return { kind: 'unknown', ...why };
  await claimant.memory.forget(attempt.held.claim);
  return { kind: 'failed', failure: why.failure ?? { kind: 'network', detail: why.detail } };
}

/** In our words; and what the server said last, where it said something. */
export interface WhyGivenUp {
  readonly detail: string;
  readonly failure?: StoreFailure;
}
