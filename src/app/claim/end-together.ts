import { handOverTransaction } from '../../core/claim/hand-over.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { RefUpdate } from '../../core/claim/ref-transaction.ts';
import type { TransactionOutcome } from '../ports/ref-store.ts';
import type { Attempt } from './claim-attempt.ts';
import type { Claimant, HeldClaim } from './claimant.ts';
import { nextCommit } from './new-commit.ts';

/** A claim that ends as done. */
export interface DoneClaim {
  readonly held: HeldClaim;
  readonly change: Pick<ClaimRecord, 'result' | 'handoff'>;
}

/**
 * Ends claims of ours as done, in one transaction with what they publish and with the claims that follow, sent once.
 * Where it is not applied, each claim is to be ended by itself (`endClaim`), which looks at what became of it; those that
 * follow come after that.
 */
export async function endTogether(
  claimant: Claimant,
  end: {
    readonly result: RefUpdate;
    readonly done: readonly DoneClaim[];
    readonly next: readonly Attempt[];
  },
): Promise<TransactionOutcome> {
  const endings = end.done.map(({ held, change }) => {
    const { taskRef, tip, anchor, record } = held;
    const commit = nextCommit(claimant, { of: record, anchor, parent: tip, state: 'done', change });
    return { taskRef, tip, anchor, locks: record.locks, commit };
  });
  const beginnings = end.next.map(({ held, commit }) => ({ ...held, commit }));
  // what was given back is not believed in again, as in `endClaim`
  for (const { held } of end.done) await claimant.memory.put({ ...held, ending: true });
  const outcome = await claimant.store.commit(
    handOverTransaction({ result: end.result, endings, beginnings }),
  );
  if (outcome.kind === 'applied') for (const { held } of end.done) await claimant.memory.forget(held.claim);
  return outcome;
}
