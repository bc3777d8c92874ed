import { type CiHolder, isSameRun } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import type { Claimant } from './claimant.ts';
import { evictClaim } from './clear-claims.ts';
import { listClaims } from './list-claims.ts';
import { observe } from './observe.ts';
import { retryBudgetOf } from './retry-budget.ts';

export interface ReleasedLeft {
  readonly released: readonly ClaimRecord[];
  /** Why what is left could not be seen or ended. */
  readonly failure?: StoreFailure;
}

/**
 * Ends all that this CI run still holds, whichever of its jobs claimed it: jobs share no memory, and the last of them
 * gives back what is left. Nothing is believed in for that: each claim is ended as the table shows it, by exact object.
 * Claims of a later attempt are not this one's. For other holders there is nothing to do: they remember their claims.
 */
export async function releaseLeft(claimant: Claimant): Promise<ReleasedLeft> {
  const { holder } = claimant;
  const ended = new Map<string, ClaimRecord>();
  const answer = (failure?: StoreFailure): ReleasedLeft => ({
    released: [...ended.values()],
    ...(failure ? { failure } : {}),
  });
  if (holder.kind !== 'ci') return answer();
  const retryBudget = retryBudgetOf(claimant);
  do {
    const look = await observe(claimant, { locks: 'all', taskRefs: [] });
    if (!look.ok) return answer(look.failure);
    const left = listClaims(look.value).claims.filter(({ record }) => isLeftBy(holder, record));
    let isCertain = true;
    for (const { record, anchor, task } of left) {
      const claim = { tip: record, anchor, task, reason: 'left by its CI run', state: 'released' } as const;
      const outcome = await evictClaim(claimant, claim);
      if (outcome.kind === 'failed') return answer(outcome.failure);
      isCertain &&= outcome.kind === 'applied';
      ended.set(record.claim, record);
    }
    if (isCertain) return answer();
  } while (await retryBudget.again());
  return answer({ kind: 'network', detail: 'no answer in time' });
}

const isLeftBy = (run: CiHolder, { holder }: ClaimRecord): boolean =>
  holder.kind === 'ci' && isSameRun(run, holder) && holder.attempt <= run.attempt;
