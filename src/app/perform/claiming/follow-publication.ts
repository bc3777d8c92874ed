import type { TaskId } from '../../../core/model/ids.ts';
import type { TakeOutcome } from '../../claim/claim-attempt.ts';
import { settleAttempts } from '../../claim/claim-wave.ts';
import { endClaim } from '../../claim/end-claim.ts';
import { retryBudgetOf } from '../../claim/retry-budget.ts';
import { confirm } from '../../claim/send-attempt.ts';
import { goOnTaking } from '../../claim/take-claim.ts';
import type { RunContext } from '../run-context.ts';
import type { Follower, PredecessorEnd, SentAlong } from './follower.ts';

/** Waits for the publication of the task before, and goes along with it. */
export function follow(
  { board }: RunContext,
  before: TaskId,
  wishOn: Follower['wishOn'],
): Promise<PredecessorEnd> {
  return new Promise((resolve) => {
    board.followers.set(before, { wishOn, resolve, goesAlong: false });
  });
}

/** It need not wait any longer, unless it is under way already. */
export function letGo(context: RunContext, before: TaskId): void {
  if (context.board.followers.get(before)?.goesAlong === false)
    endPredecessor(context, before, { published: false });
}

/** Tells the task that follows, if any. */
export function endPredecessor({ board }: RunContext, before: TaskId, end: PredecessorEnd): void {
  const follower = board.followers.get(before);
  board.followers.delete(before);
  follower?.resolve(end);
}

/** What came of a claim that was sent along, once the task before is published; it was, if not by that push, alone. */
export function settleSent({ claimant, board }: RunContext, sent: SentAlong): Promise<TakeOutcome> {
  const { wish, attempt, outcome } = sent;
  if (outcome.kind === 'applied') return confirm(claimant, attempt.held);
  const retryBudget = retryBudgetOf(claimant, board.interruption.signal);
  const uncertain = outcome.kind === 'unknown';
  const unsettled = { kind: 'look', detail: outcome.kind, uncertain, reached: true } as const;
  return goOnTaking({ claimant, wish, attempt, retryBudget, sent: unsettled });
}

/** It must not begin without what it follows: a push that nobody knows about may have landed, or a part of it. */
export async function takeBack({ claimant }: RunContext, { sent }: PredecessorEnd): Promise<void> {
  if (sent === undefined) return;
  const { attempt, outcome } = sent;
  const settled = await settleAttempts(claimant, [attempt], { uncertain: outcome.kind === 'unknown' });
  for (const taken of settled.values())
    if (taken.kind === 'claimed') await endClaim(claimant, taken.held, { state: 'released' });
}
