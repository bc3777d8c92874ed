import { lockOfRef, WAITS } from '../../../src/core/claim/refs.ts';
import { bendCommit, bendStore } from '../bend-claimant.ts';
import { waitChaos } from '../chaos/wait-chaos.ts';
import { waveChaos } from '../chaos/wave-chaos.ts';
import { withForce } from '../client-commands.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where CI's attempts, its waves, and those who wait do otherwise than the protocol says.

export const WAVE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'lets an earlier attempt of a CI run take over a later one',
    rules: [1, 6],
    scenario: (name) =>
      waveChaos({
        name,
        bend: (claimant) =>
          claimant.holder.kind === 'ci'
            ? { ...claimant, holder: { ...claimant.holder, attempt: 3 - claimant.holder.attempt } }
            : claimant,
      }),
  },
  {
    name: 'calls an attempt over that CI does not speak of',
    rules: [1, 6],
    scenario: (name) =>
      waveChaos({
        name,
        bend: (claimant) => ({ ...claimant, isKnownDead: async ({ kind }) => kind === 'ci' }),
      }),
  },
  {
    name: 'publishes a wave past its claims',
    rules: [2, 3],
    scenario: (name) =>
      waveChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, async (t, send) => {
            const result = t.updates.filter(({ ref }) => ref.endsWith('/result'));
            if (result.length === 0) return send(t);
            const outcome = await send({ updates: result, objects: [] });
            if (outcome.kind !== 'applied') return outcome;
            return send({ ...t, updates: t.updates.filter((update) => !result.includes(update)) });
          }),
      }),
  },
  {
    name: 'hands locks over by name, not by exact object',
    rules: [1, 4],
    scenario: (name) =>
      waveChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) =>
            send(
              withForce(
                t,
                t.updates.filter((u) => lockOfRef(u.ref)).map((u) => u.ref),
              ),
            ),
          ),
      }),
  },
  {
    name: 'takes its turn whoever came first',
    rules: [20],
    scenario: (name) =>
      waitChaos({
        name,
        healthy: true,
        bend: (claimant) =>
          bendStore(claimant, (store) => {
            let looks = 0; // the first look is for the ticket
            return {
              list: async (scopes) => {
                const seen = await store.list(scopes);
                if (!seen.ok || !scopes.includes(WAITS) || looks++ === 0) return seen;
                const blind = [...seen.value].filter(([ref]) => !ref.startsWith(WAITS));
                return { ok: true, value: new Map(blind) };
              },
            };
          }),
      }),
  },
];
