import { LOCKS, lockOfRef, lockRef, TASKS } from '../../../src/core/claim/refs.ts';
import { bendCommit, bendStore, recordIn } from '../bend-claimant.ts';
import { REAL_USE_CASES } from '../chaos/claim-actor.ts';
import { claimChaos } from '../chaos/claim-chaos.ts';
import { withForce } from '../client-commands.ts';
import type { Mutation } from './mutation.ts';
import { uses } from './use-cases.ts';

// What goes wrong where answers, listings and half commits are believed more than they say.

export const ANSWER_MUTATIONS: readonly Mutation[] = [
  {
    name: 'drops the lease of one lock',
    rules: [1, 4],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) =>
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
      }),
  },
  {
    name: 'trusts the exit code',
    rules: [1, 4, 10, 11],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, async (t, send) => {
            const outcome = await send(t);
            return outcome.kind === 'unknown' ? { kind: 'applied' } : outcome;
          }),
      }),
  },
  {
    name: 'reaps by a torn listing: tasks are read before locks',
    rules: [4, 11],
    seed: 760,
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) =>
          bendStore(claimant, (store) => {
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
      }),
  },
  {
    name: 'evicts only when all locks are exact',
    rules: [5, 7],
    scenario: (name) =>
      claimChaos({
        name,
        anyOrder: true,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) => {
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
      }),
  },
  {
    name: 'retries with fresh objects after an unknown outcome',
    rules: [11],
    scenario: (name) =>
      claimChaos({
        name,
        useCases: uses({
          take: async (claimant, wish, signal) => {
            const impatient = bendCommit(claimant, async (t, send) => {
              const outcome = await send(t);
              if (outcome.kind !== 'unknown') return outcome;
              return { kind: 'failed', failure: { kind: 'network', detail: outcome.detail } };
            });
            const first = await REAL_USE_CASES.take(impatient, wish, signal);
            return first.kind === 'failed' ? REAL_USE_CASES.take(claimant, wish, signal) : first;
          },
        }),
      }),
  },
  {
    name: 'gives an unknown claim up without barring it',
    rules: [11],
    scenario: (name) =>
      claimChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, async (t, send) =>
            recordIn(t)?.state === 'barred' ? { kind: 'applied' } : send(t),
          ),
      }),
  },
];
