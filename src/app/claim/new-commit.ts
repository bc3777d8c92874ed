import type { ClaimRecord, ClaimState } from '../../core/claim/record.ts';
import { type StateCommit, stateCommit } from '../../core/claim/state-commit.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Claimant } from './claimant.ts';

/** The next state of a claim as a commit on its task ref: same claim, fresh random bits, dated now. */
export function nextCommit(
  claimant: Claimant,
  ask: {
    readonly of: ClaimRecord;
    readonly anchor: Oid;
    readonly parent: Oid | null;
    readonly state: ClaimState;
    readonly change?: Partial<
      Pick<ClaimRecord, 'locks' | 'paths' | 'reason' | 'result' | 'handoff' | 'leaseS' | 'holder'>
    >;
  },
): StateCommit {
  const record: ClaimRecord = {
    ...ask.of,
    ...ask.change,
    state: ask.state,
    nonce: claimant.machine.randomHex(16),
    anchor: ask.anchor,
    at: claimant.machine.now().wall,
  };
  return stateCommit(record, ask.parent, claimant.store.objectFormat);
}
