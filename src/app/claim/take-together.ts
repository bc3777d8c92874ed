import { handOverTransaction } from '../../core/claim/hand-over.ts';
import { type ClaimWish, prepareAll, type TakeOutcome } from './claim-attempt.ts';
import type { Claimant } from './claimant.ts';
import { retryBudgetOf } from './retry-budget.ts';
import { judgeSent } from './send-attempt.ts';
import { goOnTaking } from './take-claim.ts';

/**
 * Takes several claims in one push; they must not overlap (`splitNext`). Where it is refused, or nobody knows, each goes
 * on by itself, so that one which somebody holds up does not hold up the rest. Resolves as soon as the push is over, with
 * what comes of each wish.
 */
export async function takeTogether(
  claimant: Claimant,
  wishes: readonly ClaimWish[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<ClaimWish, Promise<TakeOutcome>>> {
  if (wishes.length === 0) return new Map();
  const attempts = await prepareAll(claimant, wishes);
  const beginnings = attempts.map(({ held, commit }) => ({ ...held, commit }));
  const outcome = await claimant.store.commit(
    handOverTransaction({ result: undefined, endings: [], beginnings }),
  );
  const taking = new Map<ClaimWish, Promise<TakeOutcome>>();
  for (const [at, wish] of wishes.entries()) {
    const attempt = attempts[at];
    if (attempt === undefined) continue;
    const sent = judgeSent(claimant, attempt, outcome);
    const retryBudget = retryBudgetOf(claimant, signal);
    taking.set(
      wish,
      sent.then((judged) => goOnTaking({ claimant, wish, attempt, retryBudget, sent: judged })),
    );
  }
  return taking;
}
