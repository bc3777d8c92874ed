import { findInTheWay, findStrayLock } from '../../core/claim/find-misplaced.ts';
import { lockRef } from '../../core/claim/refs.ts';
import type { RefName } from '../../core/model/ids.ts';
import { problemOf } from '../../core/model/problem.ts';
import { placeData } from '../../core/model/table-place.ts';
import type { RefStore, StoreFailure } from '../ports/ref-store.ts';
import type { Attempt, TakeOutcome } from './claim-attempt.ts';
import type { Claimant, HeldClaim } from './claimant.ts';

/**
 * Why refs could not be made although nobody has them: another one stands above or below, where none of ours can.
 * `undefined`: it is not that, or could not be seen.
 */
export async function findBlocker(
  store: RefStore,
  wanted: readonly RefName[],
): Promise<StoreFailure | undefined> {
  const listed = await store.listOurs();
  return listed.ok ? blockedBy(store, findInTheWay(wanted, listed.value.keys())) : undefined;
}

/** The same of locks that a look has shown. */
export const blockedByStray = (
  store: RefStore,
  obstacles: Parameters<typeof findStrayLock>[0],
): StoreFailure | undefined => blockedBy(store, findStrayLock(obstacles));

/** The refs that a claim makes or moves. */
export const refsOf = ({ taskRef, record }: HeldClaim): readonly RefName[] => [
  taskRef,
  ...record.locks.map(lockRef),
];

/** No sending of a claim can land while that ref is there; one that is still under way may, once it is gone. */
export async function stopAt(
  claimant: Claimant,
  { held, uncertain }: Attempt,
  failure: StoreFailure,
): Promise<TakeOutcome> {
  if (uncertain) return { kind: 'unknown', detail: failure.detail, failure };
  await claimant.memory.forget(held.claim);
  return { kind: 'failed', failure };
}

function blockedBy({ table, place }: RefStore, ref: RefName | undefined): StoreFailure | undefined {
  if (ref === undefined) return undefined;
  const problem = problemOf('ref-in-the-way', { table, ref, ...placeData(place) });
  return { kind: 'ref-in-the-way', detail: `the ref ${ref} stands in the way`, problem };
}
