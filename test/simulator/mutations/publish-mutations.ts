import { lockOfRef, taskOfRef } from '../../../src/core/claim/refs.ts';
import { bendCommit, recordIn } from '../bend-desk.ts';
import { claimChaos } from '../chaos/claim-chaos.ts';
import { GOOD_HABITS } from '../chaos/publisher.ts';
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
        bend: (desk) =>
          bendCommit(desk, async (t, send) => {
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
    scenario: (name) =>
      claimChaos({
        name,
        publishing: { ...GOOD_HABITS, asksClaim: false },
        bend: (desk) =>
          bendCommit(desk, async (t, send) => {
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
        bend: (desk) =>
          bendCommit(desk, (t, send) =>
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
];
