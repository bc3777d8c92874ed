import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import { isPassing, type RetryBudget } from '../../claim/retry-budget.ts';
import type { RefUpdate } from '../../ports/ref-store.ts';
import { storeProblem } from '../../store-problem.ts';
import type { RunGround } from '../run-ground.ts';

export type SentMoves =
  | { readonly kind: 'applied' }
  /** Something is not where it was expected. */
  | { readonly kind: 'refused' }
  /** It may have been applied, or a later try may do better: look where all is now, then decide anew. */
  | { readonly kind: 'look-again' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Sends what ends a run, once. Waits before it asks for another look, as long as there is retry budget left. */
export async function sendMoves(
  { claimant }: Pick<RunGround, 'claimant'>,
  updates: readonly RefUpdate[],
  retryBudget: RetryBudget,
): Promise<SentMoves> {
  const { store } = claimant;
  const outcome = await store.commit({ updates, objects: [] });
  switch (outcome.kind) {
    case 'applied':
    case 'refused':
      return outcome;
    case 'unknown': {
      if (await retryBudget.again()) return { kind: 'look-again' };
      const data = { table: store.table, detail: outcome.detail };
      return { kind: 'failed', problem: { code: 'outcome-unknown', data } };
    }
    case 'failed': {
      const { failure } = outcome;
      if (isPassing(failure) && (await retryBudget.again(failure.retryAfterS))) return { kind: 'look-again' };
      return { kind: 'failed', problem: storeProblem(failure, store.table) };
    }
    default:
      return unreachable(outcome);
  }
}

/** Others were faster every time. */
export const keepsMoving = ({ claimant, plan }: Pick<RunGround, 'claimant' | 'plan'>): Problem =>
  problemOf('run-keeps-moving', { run: plan.run, table: claimant.store.table });
