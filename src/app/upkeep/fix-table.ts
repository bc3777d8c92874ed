import type { Upkeep } from '../../core/claim/decide-upkeep.ts';
import type { Claimant } from '../claim/claimant.ts';
import { clearObstacles } from '../claim/clear-claims.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import { deleteRefs, deleteRuns } from './delete-refs.ts';

/**
 * Clears what is over, by the protocol's own transactions, and deletes the refs of what has long been over by exact object. What that did is
 * seen by looking again. The first failure that is not about single refs, if any.
 */
export async function fixTable(claimant: Claimant, upkeep: Upkeep): Promise<StoreFailure | undefined> {
  await clearObstacles(claimant, [...upkeep.over, ...upkeep.stuck, ...upkeep.litter]);
  const old = [...upkeep.oldTasks, ...upkeep.leftWaits].map(({ ref, tip }) => ({
    ref,
    expect: tip,
    to: null,
  }));
  return (await deleteRefs(claimant, old)) ?? (await deleteRuns(claimant, upkeep.oldRuns));
}
