import type { Upkeep } from '../../core/claim/decide-upkeep.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import { claimIdFrom, HAND } from '../../core/claim/refs.ts';
import { stateCommit } from '../../core/claim/state-commit.ts';
import { UNICODE_VERSION } from '../../core/claim/unicode-tables.generated.ts';
import type { RefName, TaskId } from '../../core/model/ids.ts';
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

/** Whether we may write: makes a ref that nobody reads and deletes it again. `undefined`: yes. */
export async function probePush(desk: ClaimDesk): Promise<StoreFailure | undefined> {
  const nonce = desk.machine.randomHex(16);
  const record: ClaimRecord = {
    version: 1,
    state: 'released',
    nonce,
    claim: claimIdFrom(nonce),
    run: HAND,
    task: `probe-${nonce.slice(0, 12)}` as TaskId,
    holder: desk.holder,
    locks: [],
    paths: [],
    at: desk.machine.now().wall,
    leaseS: 1,
    unicode: UNICODE_VERSION,
  };
  const commit = stateCommit(record, null, desk.store.objectFormat);
  const ref = `refs/agentic/probe/${nonce}` as RefName;
  const made = await desk.store.commit({
    updates: [{ ref, expect: null, to: commit.oid }],
    objects: [commit],
  });
  if (made.kind === 'failed') return made.failure;
  const gone = await desk.store.commit({ updates: [{ ref, expect: commit.oid, to: null }], objects: [] });
  if (gone.kind === 'failed') return gone.failure;
  if (made.kind === 'applied' && gone.kind === 'applied') return undefined;
  return { kind: 'other', detail: `${ref}: ${made.kind}, then ${gone.kind}` };
}
