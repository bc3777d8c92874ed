import type { Upkeep } from '../../core/claim/decide-upkeep.ts';
import { clearObstacles } from '../claim/clear-claims.ts';
import type { ClaimDesk } from '../claim/desk.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import { deleteRefs, deleteRuns } from './delete-refs.ts';

/**
 * Clears what is over, by the protocol's own transactions, and deletes the refs of what has long been over by exact object. What that did is
 * seen by looking again. The first failure that is not about single refs, if any.
 */
export async function fixTable(desk: ClaimDesk, upkeep: Upkeep): Promise<StoreFailure | undefined> {
  await clearObstacles(desk, [...upkeep.over, ...upkeep.stuck, ...upkeep.litter]);
  const old = [...upkeep.oldTasks, ...upkeep.leftWaits].map(({ ref, tip }) => ({
    ref,
    expect: tip,
    to: null,
  }));
  return (await deleteRefs(desk, old)) ?? (await deleteRuns(desk, upkeep.oldRuns));
}
