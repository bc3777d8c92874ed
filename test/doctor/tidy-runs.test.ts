import { expect, test } from 'vitest';
import { planMessage } from '../../src/app/perform/ending/plan-commit.ts';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import { tidyRuns } from '../../src/app/upkeep/tidy-runs.ts';
import { RUNS } from '../../src/core/claim/refs.ts';
import type { Oid, RefName, RunId } from '../../src/core/model/ids.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { commitObject, ObjectPool } from '../simulator/object-pool.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';

const DAY_MS = 24 * 3600 * 1000;

function tableOf(runs: Readonly<Record<string, number>>) {
  const server = new RefServer();
  const objects = new ObjectPool();
  for (const [run, days] of Object.entries(runs)) {
    const at = (Date.now() - days * DAY_MS) as WallTime;
    const message = planMessage({ run: run as RunId, state: 'finished', at, result: 'a'.repeat(40) as Oid });
    const plan = commitObject(`tree ${'b'.repeat(40)}\nauthor a\ncommitter a\n\n${message}`);
    objects.add(plan);
    server.refs.set(`${RUNS}${run}/plan` as RefName, plan.oid);
    server.refs.set(`${RUNS}${run}/result` as RefName, 'a'.repeat(40) as Oid);
  }
  server.refs.set('refs/heads/agentic/main' as RefName, 'c'.repeat(40) as Oid);
  const listed = new Map([...server.refs].filter(([ref]) => ref.startsWith(RUNS)));
  const memory = memoryRefStore({ server, objects });
  const calls: string[] = [];
  const hooks = { beforeCommit: (): void => {} };
  const store: RefStore = {
    ...memory,
    list(scopes) {
      calls.push('list');
      return memory.list(scopes);
    },
    commit(transaction) {
      calls.push('commit');
      hooks.beforeCommit();
      return memory.commit(transaction);
    },
  };
  const tidy = () =>
    tidyRuns({
      claimant: claimantOf(store, ciHolder('1')),
      listed,
      own: 'own-00000000' as RunId,
      check: { contains: async () => true },
    });
  return { server, calls, hooks, tidy };
}

test('where nothing is old, the table is not asked', async () => {
  const { calls, tidy } = tableOf({ 'own-00000000': 9, 'main-11111111': 2.9 });
  await tidy();
  expect(calls).toEqual([]);
});

test('what is old goes in one push; one’s own run and younger ones stay', async () => {
  const { server, calls, tidy } = tableOf({
    'own-00000000': 9,
    'main-11111111': 2.9,
    'main-22222222': 3.1,
    'main-33333333': 30,
  });
  await tidy();
  expect(calls.filter((call) => call === 'commit')).toHaveLength(1);
  expect([...server.refs.keys()].filter((ref) => ref.endsWith('/plan'))).toEqual([
    `${RUNS}own-00000000/plan`,
    `${RUNS}main-11111111/plan`,
  ]);
});

test('somebody who resumes a run meanwhile keeps all of it', async () => {
  const { server, calls, hooks, tidy } = tableOf({ 'main-22222222': 4, 'main-33333333': 30 });
  hooks.beforeCommit = () => server.refs.set(`${RUNS}main-33333333/result` as RefName, 'd'.repeat(40) as Oid);
  await tidy();
  expect(calls.filter((call) => call === 'commit')).toHaveLength(3); // together, then each alone
  expect([...server.refs.keys()].filter((ref) => ref.startsWith(RUNS))).toEqual([
    `${RUNS}main-33333333/plan`,
    `${RUNS}main-33333333/result`,
  ]);
});
