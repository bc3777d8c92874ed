import type { HeldClaim, HolderMemory, Sightings } from '../../src/app/claim/desk.ts';
import type { Sighting } from '../../src/core/claim/lease.ts';
import type { ClaimId, RefName } from '../../src/core/model/ids.ts';
import type { Scheduler } from './scheduler.ts';

/**
 * The private repository's files of one clone: they outlive the processes. Writing is a step, so that a process can
 * die before it has written and before it has sent what it wrote down.
 */
export class SimulatedDisk {
  readonly #scheduler: Scheduler;
  readonly #claims = new Map<string, Map<ClaimId, HeldClaim>>();
  #sightings: ReadonlyMap<RefName, Sighting> = new Map();

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** What a session remembers over its processes. */
  memoryOf(session: string, life: string): HolderMemory {
    const claims = this.#claims.get(session) ?? new Map<ClaimId, HeldClaim>();
    this.#claims.set(session, claims);
    const write = (what: string, run: () => void): Promise<void> =>
      new Promise((resolve) => {
        this.#scheduler.add({
          wakes: life,
          label: `${life} writes: ${what}`,
          run: () => {
            run();
            resolve();
          },
        });
      });
    return {
      load: async () => [...claims.values()],
      put: (claim) => write(claim.claim, () => claims.set(claim.claim, claim)),
      forget: (claim) => write(`without ${claim}`, () => claims.delete(claim)),
    };
  }

  sightings(): Sightings {
    return {
      load: async () => this.#sightings,
      save: async (sightings) => {
        this.#sightings = sightings;
      },
    };
  }

  /** A new machine, or a cleaned cache: only evictions come later. */
  loseSightings(): void {
    this.#sightings = new Map();
  }
}
