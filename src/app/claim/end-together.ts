import { handOverTransaction } from '../../core/claim/hand-over.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { RefUpdate } from '../../core/claim/ref-transaction.ts';
import type { ClaimDesk, HeldClaim } from './desk.ts';
import { nextCommit } from './new-commit.ts';

/** A claim that ends as done. */
export interface DoneClaim {
  readonly held: HeldClaim;
  readonly change: Pick<ClaimRecord, 'result' | 'handoff'>;
}

/**
 * Ends several claims of ours as done, in one transaction with what they publish, sent once. False: it was refused, or
 * nobody knows; each claim is then to be ended by itself (`endClaim`), which looks at what became of it.
 */
export async function endTogether(
  desk: ClaimDesk,
  claims: readonly DoneClaim[],
  result: RefUpdate,
): Promise<boolean> {
  const endings = claims.map(({ held, change }) => {
    const { taskRef, tip, anchor, record } = held;
    const commit = nextCommit(desk, { of: record, anchor, parent: tip, state: 'done', change });
    return { taskRef, tip, anchor, locks: record.locks, commit };
  });
  // what was given back is not believed in again, as in `endClaim`
  for (const { held } of claims) await desk.memory.put({ ...held, ending: true });
  const outcome = await desk.store.commit(handOverTransaction({ result, endings, beginnings: [] }));
  if (outcome.kind !== 'applied') return false;
  for (const { held } of claims) await desk.memory.forget(held.claim);
  return true;
}
