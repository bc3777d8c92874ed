import type { TakeOutcome } from '../../claim/claim-attempt.ts';
import { settleAttempts } from '../../claim/claim-wave.ts';
import type { Claimant } from '../../claim/claimant.ts';
import { endClaim } from '../../claim/end-claim.ts';
import { retryBudgetOf } from '../../claim/retry-budget.ts';
import { confirm } from '../../claim/send-attempt.ts';
import { goOnTaking } from '../../claim/take-claim.ts';
import type { PredecessorEnd, SentAlong } from './followers.ts';

/** What came of a claim that was sent along, once the task before is published; it was, if not by that push, alone. */
export function settleSent(
  claimant: Claimant,
  { wish, attempt, outcome }: SentAlong,
  signal: AbortSignal,
): Promise<TakeOutcome> {
  if (outcome.kind === 'applied') return confirm(claimant, attempt.held);
  const budget = retryBudgetOf(claimant, signal);
  const uncertain = outcome.kind === 'unknown';
  const unsettled = { kind: 'look', detail: outcome.kind, uncertain, reached: true } as const;
  return goOnTaking({ claimant, wish, attempt, retryBudget: budget, sent: unsettled });
}

/** It must not begin without what it follows: a push that nobody knows about may have landed, or a part of it. */
export async function takeBack(claimant: Claimant, { sent }: PredecessorEnd): Promise<void> {
  if (sent === undefined) return;
  const { attempt, outcome } = sent;
  const settled = await settleAttempts(claimant, [attempt], { uncertain: outcome.kind === 'unknown' });
  for (const taken of settled.values())
    if (taken.kind === 'claimed') await endClaim(claimant, taken.held, { state: 'released' });
}
