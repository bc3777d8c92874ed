import { beforeEach, describe, expect, test } from 'vitest';
import type { Claimant } from '../../src/app/claim/claimant.ts';
import { endClaim } from '../../src/app/claim/end-claim.ts';
import type { HoldOutcome } from '../../src/app/claim/hold-paths.ts';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import { waitAndHold } from '../../src/app/claim/wait-and-hold.ts';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import { LOCKS, WAITS } from '../../src/core/claim/refs.ts';
import type { Oid } from '../../src/core/model/ids.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { ObjectPool } from '../simulator/object-pool.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { claimantOf } from '../support/memory-claimant.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { wishOf } from '../support/wave-of-tasks.ts';

let clock: VirtualClock;
let server: RefServer;
let objects: ObjectPool;
let pushes: { readonly who: string; readonly at: number; readonly claims: boolean }[];

beforeEach(() => {
  clock = new VirtualClock();
  server = new RefServer();
  objects = new ObjectPool();
  pushes = [];
});

function claimantFor(who: string): Claimant {
  const memory = memoryRefStore({ server, objects });
  const store: RefStore = {
    ...memory,
    commit(transaction) {
      const claims = transaction.updates.some(({ ref, to }) => ref.startsWith(LOCKS) && to !== null);
      pushes.push({ who, at: clock.ms, claims });
      return memory.commit(transaction);
    },
  };
  return claimantOf(store, { kind: 'session', id: who, name: who }, { machine: clock.machine() });
}

interface Waiter {
  readonly who: string;
  readonly claimant: Claimant;
  readonly stop: AbortController;
  readonly outcome: Promise<HoldOutcome>;
}

function wait(who: string, paths: readonly string[], waitS = 600, claimant = claimantFor(who)): Waiter {
  const stop = new AbortController();
  const wish = wishOf(who, paths);
  return { who, claimant, stop, outcome: waitAndHold({ claimant, wish, waitS, signal: stop.signal }) };
}

/** Each comes when the one before stands in line. */
async function queue(names: readonly string[], paths: readonly string[]): Promise<Waiter[]> {
  const waiters: Waiter[] = [];
  for (const name of names) {
    waiters.push(wait(name, paths));
    await clock.settle();
  }
  return waiters;
}

async function hold(who: string, paths: readonly string[]): Promise<() => Promise<unknown>> {
  const claimant = claimantFor(who);
  const taken = await takeClaim(claimant, wishOf(who, paths));
  if (taken.kind !== 'claimed') throw new Error(taken.kind);
  return () => endClaim(claimant, taken.held, { state: 'released' });
}

/** Whoever gets the paths notes it, holds them for a while, and gives them back. */
async function useInTurn(waiters: readonly Waiter[], holdMs = 3_000): Promise<string[]> {
  const order: string[] = [];
  await clock.until(
    Promise.all(
      waiters.map(async ({ who, claimant, outcome }) => {
        const got = await outcome;
        if (got.kind !== 'claimed') return;
        order.push(who);
        await claimant.machine.sleep(holdMs);
        await endClaim(claimant, got.held, { state: 'released' });
      }),
    ),
  );
  return order;
}

const inLine = (): number => [...server.refs.keys()].filter((ref) => ref.startsWith(WAITS)).length;

describe('those who wait for one path', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];

  test('six of them get it in the order in which they came, each with three pushes, and leave nothing', async () => {
    const release = await hold('first', ['src']);
    const waiters = await queue(names, ['src/x']);
    expect(inLine()).toBe(6);
    pushes = [];
    await release();
    expect(await useInTurn(waiters)).toEqual(names);
    expect(inLine()).toBe(0);
    expect([...server.refs.keys()].filter((ref) => ref.startsWith(LOCKS))).toEqual([]);
    // no herd: each claims once, in the push that leaves the line
    expect(pushes.filter(({ claims }) => claims).map(({ who }) => who)).toEqual(names);
  });

  test('who claims without waiting may come first; the line stays in order', async () => {
    const release = await hold('first', ['src']);
    const waiters = await queue(names, ['src']);
    await release();
    const again = await hold('barger', ['src']);
    const ordered = useInTurn(waiters);
    await clock.settle();
    await again();
    expect(await ordered).toEqual(names);
  });

  test('one that has ended without a word is passed over after its chance; others keep their order', async () => {
    const release = await hold('first', ['src']);
    const waiters = await queue(names, ['src']);
    const [silent, ...rest] = waiters;
    if (silent) silent.claimant.machine.sleep = () => new Promise(() => {}); // stopped: it sees and does nothing
    await clock.until(rest[0]?.claimant.machine.sleep(5_000) ?? Promise.resolve());
    const before = clock.ms;
    await release();
    expect(await useInTurn(rest)).toEqual(['b', 'c', 'd', 'e', 'f']);
    const firstClaim = pushes.find(({ claims, at }) => claims && at >= before)?.at ?? 0;
    expect(firstClaim - before).toBeGreaterThanOrEqual(4_000);
    expect(firstClaim - before).toBeLessThanOrEqual(10_000);
    expect(inLine()).toBe(1); // until its own time is over
  });

  test('one whose process is gone is not waited for, and its place is given back', async () => {
    const release = await hold('first', ['src']);
    const [dead, live] = await queue(['dead', 'live'], ['src']);
    if (!dead || !live) throw new Error('no waiters');
    dead.claimant.machine.sleep = () => new Promise(() => {});
    Object.assign(live.claimant, { isKnownDead: async ({ id }: { id: string }) => id === 'dead' });
    await clock.until(live.claimant.machine.sleep(2_500));
    await release();
    expect(await useInTurn([live])).toEqual(['live']);
    expect(inLine()).toBe(0);
  });
});

test('one that wants more than is free holds up those behind it for its chance only', async () => {
  const releaseB = await hold('other', ['b']);
  const releaseA = await hold('first', ['a']);
  const wide = wait('wide', ['a', 'b']);
  await clock.settle();
  const narrow = wait('narrow', ['a']);
  await clock.settle();
  await releaseA();
  expect(await useInTurn([narrow])).toEqual(['narrow']);
  await releaseB();
  expect(await useInTurn([wide])).toEqual(['wide']);
});

test('those who want other paths do not wait for one another', async () => {
  const release = await hold('first', ['src']);
  await queue(['a'], ['src']);
  const free = wait('free', ['docs']);
  expect((await free.outcome).kind).toBe('claimed');
  await release();
});

test('giving up and being interrupted leave the line', async () => {
  await hold('first', ['src']);
  const short = wait('short', ['src'], 5);
  const interrupted = wait('interrupted', ['src']);
  await clock.settle();
  expect(inLine()).toBe(2);
  expect((await clock.until(short.outcome)).kind).toBe('held');
  interrupted.stop.abort();
  expect((await clock.until(interrupted.outcome)).kind).toBe('held');
  expect(inLine()).toBe(0);
  expect(clock.ms).toBeLessThanOrEqual(7_000);
});

test('a place that somebody deleted, or that cannot be read, costs the order at most', async () => {
  const release = await hold('first', ['src']);
  const waiters = await queue(['a', 'b'], ['src']);
  for (const ref of [...server.refs.keys()]) if (ref.startsWith(WAITS)) server.refs.delete(ref);
  server.refs.set(`${WAITS}${'0'.repeat(32)}` as never, 'f'.repeat(40) as Oid);
  await clock.until(waiters[0]?.claimant.machine.sleep(3_000) ?? Promise.resolve());
  await release();
  expect((await useInTurn(waiters)).sort()).toEqual(['a', 'b']);
  expect(inLine()).toBe(1);
});
