import { expect, test } from 'vitest';
import { endClaim } from '../../src/app/claim/end-claim.ts';
import { waitAndHold } from '../../src/app/claim/wait-and-hold.ts';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import type { LockName } from '../../src/core/model/ids.ts';
import { locksOverlap } from '../../src/core/paths/lock-name.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { ObjectPool } from '../simulator/object-pool.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { claimantOf } from '../support/memory-claimant.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { wishOf } from '../support/wave-of-tasks.ts';

// Ten that want overlapping paths, some of which stop in line or with a claim, on a network that loses requests and
// answers: never two at once, and everybody else has its turn.

const HISTORIES = 60;
const WANTED = [['a'], ['a', 'b'], ['b'], ['a/x'], ['b', 'c'], ['c']];
const RETRY_S = 300;

test.each(['a sound network', 'a bad network'])(
  `in ${HISTORIES} histories on %s all have their turn`,
  async (network) => {
    for (let seed = 1; seed <= HISTORIES; seed++) await play(seed, network === 'a bad network');
  },
);

async function play(seed: number, isBad: boolean): Promise<void> {
  const clock = new VirtualClock(seed * 7919);
  const chance = clock.machine();
  const dice = (sides: number): number => Number.parseInt(chance.randomHex(3), 16) % sides;
  const world = { server: new RefServer(), objects: new ObjectPool() };
  const holding = new Set<string>();
  const live = [...Array(10).keys()].flatMap((at) => {
    const name = `w${at}`;
    const stops = dice(8) === 0;
    const paths = WANTED[dice(WANTED.length)] ?? [];
    const store = isBad ? losing(memoryRefStore(world), dice) : memoryRefStore(world);
    const machine = clock.machine();
    const claimant = claimantOf(
      store,
      { kind: 'session', id: name, name },
      { machine, retryBudgetMs: 20_000 },
    );
    const { sleep } = machine;
    const use = async (): Promise<void> => {
      await sleep(dice(8_000));
      let naps = 3;
      if (stops) machine.sleep = (ms) => (naps-- > 0 ? sleep(ms) : new Promise(() => {}));
      const wish = { ...wishOf(name, paths), leaseS: stops ? 20 : 3600 };
      const got = await waitAndHold({ claimant, wish, waitS: RETRY_S, signal: new AbortController().signal });
      if (stops) return;
      expect(got.kind, `seed ${seed}: ${name}`).toBe('claimed');
      if (got.kind !== 'claimed') return;
      for (const path of paths)
        for (const other of holding)
          expect(locksOverlap(path as LockName, other as LockName), `seed ${seed}: two on ${path}`).toBe(
            false,
          );
      for (const path of paths) holding.add(path);
      await sleep(1_000 + dice(2_000));
      for (const path of paths) holding.delete(path);
      await endClaim(claimant, got.held, { state: 'released' });
    };
    const used = use();
    return stops ? [] : [used];
  });
  await clock.until(Promise.all(live));
}

/** One call in ten is lost, or its answer is. */
function losing(store: RefStore, dice: (sides: number) => number): RefStore {
  const unknown = { kind: 'unknown', detail: 'hung up' } as const;
  return {
    ...store,
    async list(scopes) {
      if (dice(10) === 0) return { ok: false, failure: { kind: 'network', detail: 'gone' } };
      return store.list(scopes);
    },
    async commit(transaction) {
      const fate = dice(20);
      if (fate === 0) return unknown;
      const outcome = await store.commit(transaction);
      return fate === 1 ? unknown : outcome;
    },
  };
}
