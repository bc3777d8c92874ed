import { type Claimant, processMemory } from '../../src/app/claim/claimant.ts';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import type { Holder } from '../../src/core/claim/holder.ts';
import type { Sighting } from '../../src/core/claim/lease.ts';
import type { RefName } from '../../src/core/model/ids.ts';
import { realMachine } from '../../src/process/machine.ts';

/** A claimant of a holder that remembers in itself; nobody is known dead, unless said so. */
export function claimantOf(store: RefStore, holder: Holder, more: Partial<Claimant> = {}): Claimant {
  let seen: ReadonlyMap<RefName, Sighting> = new Map();
  return {
    store,
    machine: realMachine(),
    holder,
    memory: processMemory(),
    sightings: {
      load: async () => seen,
      save: async (sightings) => {
        seen = sightings;
      },
    },
    isKnownDead: async () => false,
    retryBudgetMs: 2_000,
    ...more,
  };
}

/** What a CI run's attempt holds with. */
export const ciHolder = (run: string, attempt = 1): Holder => ({
  kind: 'ci',
  repository: 'acme/shop',
  run,
  attempt,
});
