import type { HeldClaim, HolderMemory, Sightings } from '../../src/app/claim/claimant.ts';
import type { Sighting } from '../../src/core/claim/lease.ts';
import type { ClaimId, Oid, RefName } from '../../src/core/model/ids.ts';
import type { Life, World } from './world.ts';

interface Turn {
  readonly life: Life;
  readonly begin: () => void;
}

/**
 * The private repository's files of one clone: they outlive the processes. Writing is a step, so that a process can
 * die before it has written and before it has sent what it wrote down.
 */
export class SimulatedDisk {
  readonly #world: World;
  readonly #claims = new Map<string, Map<ClaimId, HeldClaim>>();
  /** All that a file was ever told since it was there, by claim: for the referee. */
  readonly #written = new Map<string, Map<Oid, HeldClaim>>();
  readonly #queues = new Map<string, Turn[]>();
  #sightings: ReadonlyMap<RefName, Sighting> = new Map();

  constructor(world: World) {
    this.#world = world;
    world.onCrash.push((life) => {
      for (const file of this.#queues.keys()) this.#leave(file, life);
    });
  }

  /** What a session remembers over its processes. */
  memoryOf(session: string, life: string): HolderMemory {
    const claims = (): Map<ClaimId, HeldClaim> => {
      const known = this.#claims.get(session) ?? new Map<ClaimId, HeldClaim>();
      this.#claims.set(session, known);
      return known;
    };
    const write = (what: string, run: () => void): Promise<void> =>
      new Promise((resolve) => {
        this.#world.scheduler.add({
          wakes: life,
          label: `${life} writes: ${what}`,
          run: () => {
            run();
            resolve();
          },
        });
      });
    return {
      load: async () => [...claims().values()],
      put: (claim) =>
        write(claim.claim, () => {
          claims().set(claim.claim, claim);
          const written = this.#written.get(session) ?? new Map<Oid, HeldClaim>();
          this.#written.set(session, written.set(claim.anchor, claim));
        }),
      forget: (claim) => write(`without ${claim}`, () => claims().delete(claim)),
    };
  }

  /** What a session's file was ever told of each claim, the last of it. */
  writtenBy(session: string): ReadonlyMap<Oid, HeldClaim> {
    return this.#written.get(session) ?? new Map();
  }

  /** What it says now. */
  remembered(session: string): ReadonlyMap<Oid, HeldClaim> {
    return new Map([...(this.#claims.get(session)?.values() ?? [])].map((claim) => [claim.anchor, claim]));
  }

  sightings(): Sightings {
    return {
      load: async () => this.#sightings,
      save: async (sightings) => {
        this.#sightings = sightings;
      },
    };
  }

  /** A new machine, or a cleaned cache: evictions come later, and a session knows nothing of its claims. */
  lose(session: string): void {
    this.#sightings = new Map();
    this.#claims.delete(session);
    this.#written.delete(session);
  }

  /** The file lock: one process at a time, in the order of asking; the dead and whoever has done make room. */
  async alone<T>(file: string, life: Life, act: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(file) ?? [];
    this.#queues.set(file, queue);
    await new Promise<void>((begin) => {
      queue.push({ life, begin });
      if (queue.length === 1) this.#begin(queue);
    });
    try {
      return await act();
    } finally {
      this.#leave(file, life);
    }
  }

  #begin(queue: readonly Turn[]): void {
    const [first] = queue;
    if (!first) return;
    const { life, begin } = first;
    this.#world.scheduler.add({ wakes: life.name, label: `${life.name} has the file lock`, run: begin });
  }

  #leave(file: string, life: Life): void {
    const queue = this.#queues.get(file) ?? [];
    const at = queue.findIndex((turn) => turn.life === life);
    if (at < 0) return;
    queue.splice(at, 1);
    if (at === 0) this.#begin(queue);
  }
}
