import type { HeldClaim } from '../../core/claim/held-claim.ts';
import type { Sighting } from '../../core/claim/lease.ts';
import type { ClaimId, RefName } from '../../core/model/ids.ts';

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
