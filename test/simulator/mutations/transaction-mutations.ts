import { bootInstant } from '../../../src/app/claim/claimant.ts';
import { lockOfRef, taskOfRef } from '../../../src/core/claim/refs.ts';
import { bendCommit, recordIn } from '../bend-claimant.ts';
import { REAL_USE_CASES } from '../chaos/claim-actor.ts';
import { claimChaos } from '../chaos/claim-chaos.ts';
import { withForce } from '../client-commands.ts';
import { NO_FAULTS } from '../faults.ts';
import { NO_MISHAPS } from '../mishaps.ts';
import type { Mutation } from './mutation.ts';
import { uses } from './use-cases.ts';

// What goes wrong where a transaction is not what the protocol says: an expectation less, or somebody else's object.

export const TRANSACTION_MUTATIONS: readonly Mutation[] = [
  {
    name: 'uses the same random bits again',
    rules: [1, 4, 11],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) => ({
          ...claimant,
          holder: { kind: 'session', id: 'same', name: 'same' },
          machine: {
            ...claimant.machine,
            now: () => claimant.machine.now(),
            randomHex: (n) => '0'.repeat(n * 2),
          },
        }),
      }),
  },
  {
    name: 'renews by force',
    rules: [1, 4, 6, 13],
    scenario: (name) =>
      claimChaos({
        name,
        // it takes a late renewal that meets the next holder
        faults: { ...NO_FAULTS, request: { late: 40 } },
        mishaps: NO_MISHAPS,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) => {
            const state = recordIn(t)?.state;
            const forced = state === 'renewed' || state === 'widened';
            return send(
              forced
                ? withForce(
                    t,
                    t.updates.map((u) => u.ref).filter((ref) => taskOfRef(ref)),
                  )
                : t,
            );
          }),
      }),
  },
  {
    name: 'claims a task by force',
    rules: [1, 4, 6],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) =>
            send(
              recordIn(t)?.state === 'claimed'
                ? withForce(
                    t,
                    t.updates.map((u) => u.ref).filter((ref) => taskOfRef(ref)),
                  )
                : t,
            ),
          ),
      }),
  },
  {
    name: 'adopts a claim of its own session instead of taking it over',
    rules: [1, 4, 6],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) => ({ ...claimant, holder: { kind: 'session', id: 'same', name: 'same' } }),
        useCases: uses({
          take: async (claimant, wish, signal) => {
            const outcome = await REAL_USE_CASES.take(claimant, wish, signal);
            if (outcome.kind !== 'task-held' || outcome.by.read.kind !== 'record') return outcome;
            const { ref, tip, read, parent } = outcome.by;
            const { record } = read;
            const claim = {
              claim: record.claim,
              taskRef: ref,
              anchor: record.anchor ?? tip,
              parent,
              tip,
              record,
            };
            const fresh = {
              sent: [],
              sentLocks: [],
              leaseFrom: bootInstant(claimant.machine),
              confirmed: true,
            };
            return { kind: 'claimed', held: { ...claim, ...fresh } };
          },
        }),
      }),
  },
  {
    name: 'takes the locks of an ended claim by name, not by exact object',
    rules: [1, 4],
    seed: 707,
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) =>
            send(
              withForce(
                t,
                t.updates.filter((u) => lockOfRef(u.ref) && !u.to).map((u) => u.ref),
              ),
            ),
          ),
      }),
  },
  {
    name: 'reaps the locks of a live claim',
    rules: [1, 4],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) => {
            if (recordIn(t)?.state !== 'evicted') return send(t);
            return send({ updates: t.updates.filter((u) => lockOfRef(u.ref)), objects: [] });
          }),
      }),
  },
];
