import { lockOfRef, resultRef, taskOfRef } from '../../../src/core/claim/refs.ts';
import type { Oid } from '../../../src/core/model/ids.ts';
import { bendCommit, bendStore, recordIn } from '../bend-claimant.ts';
import { RUN } from '../chaos/claim-actor.ts';
import { claimChaos } from '../chaos/claim-chaos.ts';
import { GOOD_HABITS } from '../chaos/publisher.ts';
import { togetherChaos } from '../chaos/together-chaos.ts';
import { withForce } from '../client-commands.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where work is published past the fence.

export const PUBLISH_MUTATIONS: readonly Mutation[] = [
  {
    name: 'pushes ref by ref, without --atomic',
    rules: [1, 2, 3, 4, 10, 11],
    scenario: (name) =>
      claimChaos({
        name,
        publishing: GOOD_HABITS,
        bend: (claimant) =>
          bendCommit(claimant, async (t, send) => {
            for (const update of t.updates) {
              const outcome = await send({ updates: [update], objects: t.objects });
              if (outcome.kind !== 'applied') return outcome;
            }
            return { kind: 'applied' };
          }),
      }),
  },
  {
    name: 'believes done without the commit',
    rules: [10],
    scenario: (name) =>
      claimChaos({ name, publishing: { ...GOOD_HABITS, checksResult: false }, anyOrder: true }),
  },
  {
    name: 'publishes without looking for the trailer',
    rules: [3],
    scenario: (name) => claimChaos({ name, publishing: { ...GOOD_HABITS, looksForTrailer: false } }),
  },
  {
    name: 'publishes past the claim',
    rules: [2],
    seed: 175,
    scenario: (name) =>
      claimChaos({
        name,
        publishing: { ...GOOD_HABITS, asksClaim: false },
        bend: (claimant) =>
          bendCommit(claimant, async (t, send) => {
            const result = t.updates.filter((u) => !lockOfRef(u.ref) && !taskOfRef(u.ref));
            if (recordIn(t)?.state !== 'done' || result.length === 0) return send(t);
            const outcome = await send({ updates: result, objects: [] });
            if (outcome.kind !== 'applied') return outcome;
            return send({ ...t, updates: t.updates.filter((u) => !result.includes(u)) });
          }),
      }),
  },
  {
    name: 'publishes by force after a person has ended its claim',
    rules: [2],
    scenario: (name) =>
      claimChaos({
        name,
        person: true,
        publishing: GOOD_HABITS,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) =>
            send(
              recordIn(t)?.state === 'done'
                ? withForce(
                    { ...t, updates: t.updates.filter((u) => !lockOfRef(u.ref)) },
                    t.updates.map((u) => u.ref).filter((ref) => taskOfRef(ref)),
                  )
                : t,
            ),
          ),
      }),
  },
  {
    name: 'expects the result where it was seen last, not where its commit sits',
    rules: [2, 3, 14],
    seed: 532,
    scenario: (name) =>
      togetherChaos({
        name,
        verify: true,
        bend: (claimant) => {
          let seen: Oid | undefined;
          const looking = bendStore(claimant, (store) => ({
            list: async (scopes) => {
              const listed = await store.list(scopes);
              if (listed.ok) seen = listed.value.get(resultRef(RUN)) ?? seen;
              return listed;
            },
          }));
          return bendCommit(looking, (t, send) =>
            send({
              ...t,
              updates: t.updates.map((u) => (u.ref === resultRef(RUN) && seen ? { ...u, expect: seen } : u)),
            }),
          );
        },
      }),
  },
  {
    name: 'believes a push of several tasks whose answer was lost',
    rules: [1, 3, 10, 11, 14],
    scenario: (name) =>
      togetherChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, async (t, send) => {
            const outcome = await send(t);
            const isJoint = t.updates.filter(({ ref }) => taskOfRef(ref)).length > 1;
            return isJoint && outcome.kind === 'unknown' ? { kind: 'applied' } : outcome;
          }),
      }),
  },
  {
    name: 'begins what follows before the one before is published',
    rules: [1, 2, 10, 14, 15],
    scenario: (name) =>
      togetherChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, async (t, send) => {
            const isJoint = t.updates.filter(({ ref }) => taskOfRef(ref)).length > 1;
            const outcome = await send(t);
            return isJoint && outcome.kind === 'refused' ? { kind: 'applied' } : outcome;
          }),
      }),
  },
];
