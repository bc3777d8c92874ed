import { bootInstant, type Claimant } from '../../../src/app/claim/claimant.ts';
import { isLeaseOver, type Sighting } from '../../../src/core/claim/lease.ts';
import type { Oid, RefName } from '../../../src/core/model/ids.ts';
import type { MonotonicTime } from '../../../src/core/model/time.ts';
import { REAL_USE_CASES } from '../chaos/claim-actor.ts';
import { claimChaos } from '../chaos/claim-chaos.ts';
import { NO_FAULTS } from '../faults.ts';
import { NO_MISHAPS } from '../mishaps.ts';
import type { Mutation } from './mutation.ts';
import { renewed, uses } from './use-cases.ts';

// What goes wrong where the end of a lease is judged otherwise than the protocol says.

export const LEASE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'evicts at first sight',
    rules: [6],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) => ({ ...claimant, sightings: agedSightings(claimant, () => 1e9) }),
      }),
  },
  {
    name: 'judges expiry by the clock of the one who wrote the claim',
    rules: [5, 6],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant, world) => ({
          ...claimant,
          sightings: agedSightings(claimant, (value) => {
            const state = world.referee.truth.state(value);
            return state ? claimant.machine.now().wall - state.record.at : 0;
          }),
        }),
      }),
  },
  {
    name: 'calls a slow holder dead',
    rules: [6],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) => ({ ...claimant, isKnownDead: async ({ kind }) => kind === 'process' }),
      }),
  },
  {
    name: 'does not notice that a person has ended its claim',
    rules: [12],
    scenario: (name) =>
      claimChaos({
        name,
        person: true,
        useCases: uses({
          renew: async (claimant, held, ask) => {
            const over = isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(claimant.machine));
            const outcome = await REAL_USE_CASES.renew(claimant, held, ask);
            return outcome.kind === 'lost' && !over
              ? { kind: 'renewed', held: renewed(claimant, held) }
              : outcome;
          },
        }),
      }),
  },
  {
    name: 'revives an expired lease',
    rules: [1, 6, 12],
    scenario: (name) =>
      claimChaos({
        name,
        useCases: uses({
          renew: async (claimant, held, ask) => {
            const outcome = await REAL_USE_CASES.renew(claimant, held, ask);
            return outcome.kind === 'lost' ? { kind: 'renewed', held: renewed(claimant, held) } : outcome;
          },
        }),
      }),
  },
  {
    name: 'counts the lease from the answer',
    rules: [1, 6],
    seed: 12213,
    scenario: (name) =>
      claimChaos({
        name,
        // it takes an answer that comes much later than the claim
        faults: NO_FAULTS,
        mishaps: { ...NO_MISHAPS, pause: 12 },
        useCases: uses({
          take: async (claimant, wish, signal) => {
            const outcome = await REAL_USE_CASES.take(claimant, wish, signal);
            return outcome.kind === 'claimed'
              ? { ...outcome, held: renewed(claimant, outcome.held) }
              : outcome;
          },
        }),
      }),
  },
];

/** Sightings that pretend to be as old as `ageMs` says. */
function agedSightings(claimant: Claimant, ageMs: (value: Oid) => number): Claimant['sightings'] {
  return {
    load: async () => {
      const { monotonic } = claimant.machine.now();
      const aged = [...(await claimant.sightings.load())].map(([ref, sighting]): [RefName, Sighting] => {
        const from = (monotonic - ageMs(sighting.value as Oid)) as MonotonicTime;
        return [ref, { ...sighting, monotonic: from }];
      });
      return new Map(aged);
    },
    save: (sightings) => claimant.sightings.save(sightings),
  };
}
