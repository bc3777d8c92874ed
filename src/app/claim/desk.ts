import type { Holder } from '../../core/claim/holder.ts';
import type { BootInstant, Sighting } from '../../core/claim/lease.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { ClaimId, LockName, Oid, RefName } from '../../core/model/ids.ts';
import type { Machine } from '../ports/machine.ts';
import type { RefStore } from '../ports/ref-store.ts';

/** All that the claim use cases work with. One desk serves one holder. */
export interface ClaimDesk {
  readonly store: RefStore;
  readonly machine: Machine;
  readonly holder: Holder;
  readonly memory: HolderMemory;
  readonly sightings: Sightings;
  /** True only where the holder cannot be alive: same boot and namespace and the process is gone, or CI says it is over. */
  readonly isKnownDead: (holder: Holder) => Promise<boolean>;
  /** How long one use case goes on resolving an unknown outcome or a busy server, in milliseconds. */
  readonly patienceMs: number;
}

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
  /** Read before the first sending of what `tip` is. */
  readonly leaseFrom: BootInstant;
  /** False while the claim itself is only sent: it can be ended, never relied on. */
  readonly confirmed: boolean;
}

/** What a holder remembers over its processes. `put` has synced before it returns. */
export interface HolderMemory {
  load(): Promise<readonly HeldClaim[]>;
  put(claim: HeldClaim): Promise<void>;
  forget(claim: ClaimId): Promise<void>;
}

/** Since when each ref of others has been seen at its value, across commands. Losing it only delays evictions. */
export interface Sightings {
  load(): Promise<ReadonlyMap<RefName, Sighting>>;
  save(sightings: ReadonlyMap<RefName, Sighting>): Promise<void>;
}

/** A memory for a holder that is one process: it dies with it, as its claims then do. */
export function processMemory(): HolderMemory {
  const claims = new Map<ClaimId, HeldClaim>();
  return {
    load: async () => [...claims.values()],
    put: async (claim) => void claims.set(claim.claim, claim),
    forget: async (claim) => void claims.delete(claim),
  };
}

export const bootInstant = (machine: Machine): BootInstant => ({ ...machine.now(), boot: machine.boot });
