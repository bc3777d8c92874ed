import { bootInstant, type ClaimDesk, type HeldClaim } from '../../src/app/claim/desk.ts';
import type { Sighting } from '../../src/core/claim/lease.ts';
import { LOCKS, lockOfRef, lockRef, TASKS, taskOfRef } from '../../src/core/claim/refs.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import type { MonotonicTime } from '../../src/core/model/time.ts';
import { bendCommit, bendStore, recordIn } from './bend-desk.ts';
import { type ClaimUseCases, REAL_USE_CASES } from './claim-actor.ts';
import type { ChaosOptions } from './claim-chaos.ts';
import { withForce } from './client-commands.ts';
import { ALL_FAULTS } from './faults.ts';
import { GOOD_HABITS } from './publisher.ts';

/** One way to break the protocol, and the rules of which one must then be broken. */
export interface Mutation {
  readonly name: string;
  readonly rules: readonly number[];
  readonly how: Omit<ChaosOptions, 'name'>;
}

const uses = (broken: Partial<ClaimUseCases>): ClaimUseCases => ({ ...REAL_USE_CASES, ...broken });
const renewed = (desk: ClaimDesk, held: HeldClaim): HeldClaim => ({
  ...held,
  leaseFrom: bootInstant(desk.machine),
});

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'drops the lease of one lock',
    rules: [1, 4],
    how: {
      bend: (desk) =>
        bendCommit(desk, (t, send) =>
          send(
            withForce(
              t,
              t.updates
                .filter((u) => lockOfRef(u.ref) && u.to)
                .map((u) => u.ref)
                .slice(0, 1),
            ),
          ),
        ),
    },
  },
  {
    name: 'uses the same random bits again',
    rules: [1, 4],
    how: {
      bend: (desk) => ({
        ...desk,
        holder: { kind: 'session', id: 'same', name: 'same' },
        machine: { ...desk.machine, now: () => desk.machine.now(), randomHex: (n) => '0'.repeat(n * 2) },
      }),
    },
  },
  {
    name: 'trusts the exit code',
    rules: [1, 10],
    how: {
      bend: (desk) =>
        bendCommit(desk, async (t, send) => {
          const outcome = await send(t);
          return outcome.kind === 'unknown' ? { kind: 'applied' } : outcome;
        }),
    },
  },
  {
    name: 'renews by force',
    rules: [1, 4, 6],
    how: {
      // it takes a late renewal that meets the next holder
      faults: { ...ALL_FAULTS, request: { late: 40 } },
      bend: (desk) =>
        bendCommit(desk, (t, send) => {
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
    },
  },
  {
    name: 'claims a task by force',
    rules: [1, 4, 6],
    how: {
      bend: (desk) =>
        bendCommit(desk, (t, send) =>
          send(
            recordIn(t)?.state === 'claimed'
              ? withForce(
                  t,
                  t.updates.map((u) => u.ref).filter((ref) => taskOfRef(ref)),
                )
              : t,
          ),
        ),
    },
  },
  {
    name: 'adopts a claim of its own session instead of taking it over',
    rules: [1, 4, 6],
    how: {
      bend: (desk) => ({ ...desk, holder: { kind: 'session', id: 'same', name: 'same' } }),
      useCases: uses({
        take: async (desk, wish, signal) => {
          const outcome = await REAL_USE_CASES.take(desk, wish, signal);
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
          const fresh = { sent: [], sentLocks: [], leaseFrom: bootInstant(desk.machine), confirmed: true };
          return { kind: 'claimed', held: { ...claim, ...fresh } };
        },
      }),
    },
  },
  {
    name: 'reaps by a torn listing: tasks are read before locks',
    rules: [4, 11],
    how: {
      bend: (desk) =>
        bendStore(desk, (store) => {
          let early: Awaited<ReturnType<typeof store.list>> | undefined;
          return {
            list: async (scopes) => {
              if (scopes.some((scope) => scope.startsWith(LOCKS))) {
                early = await store.list([TASKS]);
                return store.list(scopes);
              }
              return early && scopes.every((scope) => scope.startsWith(TASKS)) ? early : store.list(scopes);
            },
          };
        }),
    },
  },
  {
    name: 'evicts only when all locks are exact',
    rules: [5, 7],
    how: {
      anyOrder: true,
      bend: (desk) =>
        bendCommit(desk, (t, send) => {
          const record = recordIn(t);
          if (record?.state !== 'evicted' || !record.anchor) return send(t);
          const named = new Set(t.updates.map((u) => u.ref));
          const missing = record.locks.map(lockRef).filter((ref) => !named.has(ref));
          const expect = record.anchor;
          return send({
            ...t,
            updates: [...t.updates, ...missing.map((ref) => ({ ref, expect, to: null }))],
          });
        }),
    },
  },
  {
    name: 'takes the locks of an ended claim by name, not by exact object',
    rules: [1, 4],
    how: {
      bend: (desk) =>
        bendCommit(desk, (t, send) =>
          send(
            withForce(
              t,
              t.updates.filter((u) => lockOfRef(u.ref) && !u.to).map((u) => u.ref),
            ),
          ),
        ),
    },
  },
  {
    name: 'reaps the locks of a live claim',
    rules: [1, 4],
    how: {
      bend: (desk) =>
        bendCommit(desk, (t, send) => {
          if (recordIn(t)?.state !== 'evicted') return send(t);
          return send({ updates: t.updates.filter((u) => lockOfRef(u.ref)), objects: [] });
        }),
    },
  },
  {
    name: 'evicts at first sight',
    rules: [6],
    how: { bend: (desk) => ({ ...desk, sightings: agedSightings(desk, () => 1e9) }) },
  },
  {
    name: 'judges expiry by the clock of the one who wrote the claim',
    rules: [5, 6],
    how: {
      bend: (desk, world) => ({
        ...desk,
        sightings: agedSightings(desk, (value) => {
          const state = world.referee.truth.state(value);
          return state ? desk.machine.now().wall - state.record.at : 0;
        }),
      }),
    },
  },
  {
    name: 'calls a slow holder dead',
    rules: [6],
    how: { bend: (desk) => ({ ...desk, isKnownDead: async ({ kind }) => kind === 'process' }) },
  },
  {
    name: 'revives an expired lease',
    rules: [1, 6],
    how: {
      useCases: uses({
        renew: async (desk, held, ask) => {
          const outcome = await REAL_USE_CASES.renew(desk, held, ask);
          return outcome.kind === 'lost' ? { kind: 'renewed', held: renewed(desk, held) } : outcome;
        },
      }),
    },
  },
  {
    name: 'counts the lease from the answer',
    rules: [1, 6],
    how: {
      useCases: uses({
        take: async (desk, wish, signal) => {
          const outcome = await REAL_USE_CASES.take(desk, wish, signal);
          return outcome.kind === 'claimed' ? { ...outcome, held: renewed(desk, outcome.held) } : outcome;
        },
      }),
    },
  },
  {
    name: 'retries with fresh objects after an unknown outcome',
    rules: [11],
    how: {
      useCases: uses({
        take: async (desk, wish, signal) => {
          const impatient = bendCommit(desk, async (t, send) => {
            const outcome = await send(t);
            if (outcome.kind !== 'unknown') return outcome;
            return { kind: 'failed', failure: { kind: 'network', detail: outcome.detail } };
          });
          const first = await REAL_USE_CASES.take(impatient, wish, signal);
          return first.kind === 'failed' ? REAL_USE_CASES.take(desk, wish, signal) : first;
        },
      }),
    },
  },
  {
    name: 'gives an unknown claim up without barring it',
    rules: [11],
    how: {
      bend: (desk) =>
        bendCommit(desk, async (t, send) =>
          recordIn(t)?.state === 'barred' ? { kind: 'applied' } : send(t),
        ),
    },
  },
  {
    name: 'pushes ref by ref, without --atomic',
    rules: [1, 2, 3, 4, 10, 11],
    how: {
      publishing: GOOD_HABITS,
      bend: (desk) =>
        bendCommit(desk, async (t, send) => {
          for (const update of t.updates) {
            const outcome = await send({ updates: [update], objects: t.objects });
            if (outcome.kind !== 'applied') return outcome;
          }
          return { kind: 'applied' };
        }),
    },
  },
  {
    name: 'believes done without the commit',
    rules: [10],
    how: { publishing: { ...GOOD_HABITS, checksResult: false }, anyOrder: true },
  },
  {
    name: 'publishes without looking for the trailer',
    rules: [3],
    how: { publishing: { ...GOOD_HABITS, looksForTrailer: false } },
  },
  {
    name: 'publishes past the claim',
    rules: [2],
    how: {
      publishing: { ...GOOD_HABITS, asksClaim: false },
      bend: (desk) =>
        bendCommit(desk, async (t, send) => {
          const result = t.updates.filter((u) => !lockOfRef(u.ref) && !taskOfRef(u.ref));
          if (recordIn(t)?.state !== 'done' || result.length === 0) return send(t);
          const outcome = await send({ updates: result, objects: [] });
          if (outcome.kind !== 'applied') return outcome;
          return send({ ...t, updates: t.updates.filter((u) => !result.includes(u)) });
        }),
    },
  },
];

/** Sightings that pretend to be as old as `ageMs` says. */
function agedSightings(desk: ClaimDesk, ageMs: (value: Oid) => number): ClaimDesk['sightings'] {
  return {
    load: async () => {
      const { monotonic } = desk.machine.now();
      const aged = [...(await desk.sightings.load())].map(([ref, sighting]): [RefName, Sighting] => {
        const from = (monotonic - ageMs(sighting.value as Oid)) as MonotonicTime;
        return [ref, { ...sighting, monotonic: from }];
      });
      return new Map(aged);
    },
    save: (sightings) => desk.sightings.save(sightings),
  };
}
