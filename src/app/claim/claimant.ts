import type { HeldClaim } from '../../core/claim/held-claim.ts';
import type { Holder } from '../../core/claim/holder.ts';
import type { BootInstant } from '../../core/claim/lease.ts';
import type { ClaimId } from '../../core/model/ids.ts';
import type { HolderMemory, Sightings } from '../ports/claim-memory.ts';
import type { Machine } from '../ports/machine.ts';
import type { RefStore } from '../ports/ref-store.ts';

export type { HeldClaim } from '../../core/claim/held-claim.ts';
export type { HolderMemory, Sightings } from '../ports/claim-memory.ts';

/** All that the claim use cases work with. One claimant serves one holder. */
export interface Claimant {
  readonly store: RefStore;
  readonly machine: Machine;
  readonly holder: Holder;
  /** What is checked out where it works, for whoever looks at a change of that branch. */
  readonly branch?: string;
  readonly memory: HolderMemory;
  readonly sightings: Sightings;
  /** True only where the holder cannot be alive: same boot and namespace and the process is gone, or CI says it is over. */
  readonly isKnownDead: (holder: Holder) => Promise<boolean>;
  /** How long one use case goes on resolving an unknown outcome or a busy server, in milliseconds. */
  readonly retryBudgetMs: number;
  /** The budget of the command whose claimant it is, in which all of its use cases share; absent: none as a whole. */
  readonly budget?: ClaimantBudget;
}

export interface ClaimantBudget {
  /** What is left for asking the table, in milliseconds. */
  leftMs(): number;
  /** Fires when an interruption has cut it short: nobody sleeps on then. */
  readonly hurried: AbortSignal;
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
