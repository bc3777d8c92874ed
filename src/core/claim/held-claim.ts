import type { ClaimId, LockName, Oid, RefName } from '../model/ids.ts';
import type { BootInstant } from './lease.ts';
import type { ClaimRecord } from './record.ts';

/**
 * A claim that this holder made. Nothing else is ever believed in: not what a listing says about "our" run, host or
 * agent. Everything of it was remembered before it was sent.
 */
export interface HeldClaim {
  readonly claim: ClaimId;
  readonly taskRef: RefName;
  readonly anchor: Oid;
  /** What the task ref was before the claim; null: absent. */
  readonly parent: Oid | null;
  /** The newest value of the task ref that is known to be ours. */
  readonly tip: Oid;
  /** Values that were sent and whose fate is not known: each may be the tip. */
  readonly sent: readonly Oid[];
  readonly record: ClaimRecord;
  /** What the tip that was sent last would hold, where it widens. */
  readonly sentLocks: readonly LockName[];
  /**
   * Locks that are given back by a state whose fate is not known: not believed in, whatever the table shows, until the
   * task ref has moved on to a state that is known.
   */
  readonly giving?: readonly LockName[];
  /** Read before the first sending of what `tip` is. */
  readonly leaseFrom: BootInstant;
  /** False while the claim itself is only sent: it can be ended, never relied on. */
  readonly confirmed: boolean;
  /** Its end was sent, and no answer said that it is still held: it can be ended, never relied on. */
  readonly ending?: true;
}
