import { expect, test } from 'vitest';
import { endClaim } from '../../src/app/claim/end-claim.ts';
import { holdPaths } from '../../src/app/claim/hold-paths.ts';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import { lockRef } from '../../src/core/claim/refs.ts';
import type { LockName } from '../../src/core/model/ids.ts';
import type { MonotonicTime } from '../../src/core/model/time.ts';
import { realMachine } from '../../src/process/machine.ts';
import { wishFor } from '../simulator/chaos/claim-actor.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';

test('a claim whose end was sent is not renewed: a server that died may have deleted its locks alone', async () => {
  const server = new RefServer();
  const [me, they] = [ciHolder('1'), ciHolder('2')].map((holder) =>
    claimantOf(memoryRefStore({ server }), holder),
  );
  if (me === undefined || they === undefined) throw new Error('no claimants');
  const wish = wishFor('t', ['src'], 600);
  const first = await holdPaths(me, wish);
  if (first.kind !== 'claimed') throw new Error(first.kind);
  let remembered = first.held;
  const { memory } = me;
  const dying = {
    ...memory,
    put: async (held: typeof remembered) => {
      remembered = held;
      throw new Error('killed once it was remembered');
    },
  };
  await expect(endClaim({ ...me, memory: dying }, first.held, { state: 'released' })).rejects.toThrow(
    'killed',
  );
  await memory.put(remembered);
  server.refs.delete(lockRef('src' as LockName)); // half of the release
  expect((await takeClaim(they, wishFor('u', ['src'], 600))).kind).toBe('claimed');
  expect((await holdPaths(me, wish)).kind).toBe('held');
});

test('a claim that ran out while it was renewed, and whose end nobody answered, is no other holder’s', async () => {
  const server = new RefServer();
  const store = memoryRefStore({ server });
  let late = 0;
  let isSlow = false;
  let isAway = false;
  const machine = {
    ...realMachine(),
    now: () => {
      const now = realMachine().now();
      return { ...now, monotonic: (now.monotonic + late) as MonotonicTime };
    },
  };
  const slow: RefStore = {
    ...store,
    commit: async (transaction) => {
      if (isAway) return { kind: 'unknown', detail: 'no answer' };
      const outcome = await store.commit(transaction);
      if (isSlow) [late, isAway] = [700_000, true]; // this renewal's answer comes when the lease is over
      return outcome;
    },
  };
  const me = claimantOf(slow, ciHolder('1'), { machine, retryBudgetMs: 0 });
  const wish = wishFor('t', ['src'], 600);
  expect((await holdPaths(me, wish)).kind).toBe('claimed');
  isSlow = true;
  expect((await holdPaths(me, wish)).kind).toBe('unknown');
  expect(await holdPaths({ ...me, store, retryBudgetMs: 2_000 }, wish)).toMatchObject({
    kind: 'claimed',
    how: 'new',
  });
});
