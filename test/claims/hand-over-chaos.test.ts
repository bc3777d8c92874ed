import { expect, test } from 'vitest';
import type { Claimant, HeldClaim } from '../../src/app/claim/claimant.ts';
import { evictClaim } from '../../src/app/claim/clear-claims.ts';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import type { RefStore, RefTransaction, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import { handOver } from '../../src/app/transfer/hand-over-wave.ts';
import { isLive, readRecord } from '../../src/core/claim/record.ts';
import { LOCKS, lockRef, TASKS } from '../../src/core/claim/refs.ts';
import type { Oid, RefName, TaskId } from '../../src/core/model/ids.ts';
import { memoryRefStore, readObjects } from '../simulator/memory-ref-store.ts';
import { ObjectPool } from '../simulator/object-pool.ts';
import { gitOrder, RefServer } from '../simulator/ref-server.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { claimAll, finished, PretendedHistory, RESULT, wishOf } from '../support/wave-of-tasks.ts';

// Hand-overs on a network and a server that fail by chance: requests are lost, their answers are lost, they arrive much
// later or twice, the server dies in the middle, and somebody ends claims and takes paths meanwhile.

const HISTORIES = 200;

test.each([1, 2, 3, 4])(
  `of ${HISTORIES} hand-overs nothing is published twice, or past its claim, and nothing stays behind (%i)`,
  async (part) => {
    const seen = { published: 0, lost: 0, claimed: 0, held: 0, failed: 0 };
    for (let seed = 1; seed <= HISTORIES; seed++) await play(seed * 7919 + part * 104_729, seen);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0); // each of these has happened
  },
);

async function play(
  seed: number,
  count: Record<'published' | 'lost' | 'claimed' | 'held' | 'failed', number>,
): Promise<void> {
  const clock = new VirtualClock(seed);
  const chance = clock.machine();
  const dice = (sides: number): number => Number.parseInt(chance.randomHex(3), 16) % sides;
  const world = { server: new RefServer(), objects: new ObjectPool() };
  const calm = memoryRefStore(world);
  const job = claimantOf(calm, ciHolder('77'), { machine: clock.machine() });
  const history = new PretendedHistory();
  world.server.refs.set(RESULT, history.head);
  const held = await claimAll(job, [wishOf('a', ['a', 'x']), wishOf('b', ['b']), wishOf('f', ['f'])]);
  const works = ['a', 'b'].map((name) => held.get(name)).filter((one): one is HeldClaim => one !== undefined);
  const rest = held.get('f');
  const late: RefTransaction[] = [];
  const results = watchResult(world, works, history);
  const person = claimantOf(calm, ciHolder('99'), { machine: clock.machine() });
  const meddle = async (): Promise<void> => {
    if (dice(12) === 0) await evict(person, works[dice(2)]);
    if (dice(20) === 0) await evict(person, rest);
    if (dice(20) === 0) await takeClaim(person, wishOf(`z${dice(1000)}`, [dice(2) === 0 ? 'd/e' : 'x']));
    for (const one of late.splice(0))
      if (dice(2) === 0) await calm.commit(one);
      else late.push(one);
  };
  // a short retry budget ends before all is known
  const retryBudgetMs = dice(3) === 0 ? 300 : 20_000;
  const claimant = { ...job, retryBudgetMs, store: faulty({ calm, world, dice, late, meddle }) };
  const wave = history.wave(history.head, { finished: works.map(finished), unfinished: rest ? [rest] : [] });
  const end = await clock.until(
    handOver(claimant, wave, async () => [wishOf('c', ['x', 'c']), wishOf('d', ['d']), wishOf('f', ['f'])]),
  );
  for (const one of late) await calm.commit(one); // what is still under way arrives now

  const tip = world.server.refs.get(RESULT);
  const trailers = history.trailers(tip).map((text) => text.split(' ')[0]);
  expect(new Set(trailers).size, `seed ${seed}: published twice`).toBe(trailers.length);
  expect(results.past, `seed ${seed}: published past its claim`).toEqual([]);
  for (const { record } of works) {
    const kind = end.ends.get(record.task)?.kind;
    const isThere = trailers.includes(`${record.run}/${record.task}`);
    if (kind === 'published') expect(isThere, `seed ${seed}: ${record.task} is not there`).toBe(true);
    if (kind === 'lost') expect(isThere, `seed ${seed}: ${record.task} is there`).toBe(false);
    if (kind === 'published' || kind === 'lost') count[kind]++;
  }
  if (end.stopped) {
    count.failed++;
    return;
  }
  for (const [task, outcome] of end.next) {
    if (outcome.kind === 'claimed') {
      count.claimed++;
      for (const lock of outcome.held.record.locks)
        expect(world.server.refs.get(lockRef(lock)), `seed ${seed}: ${task} on ${lock}`).toBe(
          outcome.held.anchor,
        );
    } else if (outcome.kind === 'held') count.held++;
  }
  const claimed = [...end.next.values()].flatMap((one) => (one.kind === 'claimed' ? [one.held.anchor] : []));
  const remembered = (await claimant.memory.load()).map(({ anchor }) => anchor);
  const unknown = [...end.next].flatMap(([task, one]) => (one.kind === 'unknown' ? [task] : []));
  expect(
    strangeLocks(world, { claimed: [...claimed, ...remembered], unknown }),
    `seed ${seed}: locks of nobody`,
  ).toEqual([]);
}

type World = { readonly server: RefServer; readonly objects: ObjectPool };

function faulty(ask: {
  readonly calm: RefStore;
  readonly world: World;
  readonly dice: (sides: number) => number;
  readonly late: RefTransaction[];
  readonly meddle: () => Promise<void>;
}): RefStore {
  const { calm, world, dice, late, meddle } = ask;
  const unknown: TransactionOutcome = { kind: 'unknown', detail: 'hung up' };
  return {
    ...calm,
    async list(scopes) {
      await meddle();
      if (dice(10) === 0) return { ok: false, failure: { kind: 'network', detail: 'gone' } };
      return calm.list(scopes);
    },
    async commit(transaction) {
      await meddle();
      for (const object of transaction.objects) world.objects.add(object);
      switch (dice(9)) {
        case 0:
          return unknown; // lost
        case 1:
          await calm.commit(transaction); // its answer is lost
          return unknown;
        case 2:
          late.push(transaction);
          return unknown;
        case 3: {
          const turned = dice(2) === 0;
          const order: typeof gitOrder = (all) => (turned ? [...gitOrder(all)].reverse() : gitOrder(all));
          const dieAfter = () => dice(transaction.updates.length + 1);
          return memoryRefStore({ ...world, order, dieAfter }).commit(transaction);
        }
        case 4:
          return { kind: 'failed', failure: { kind: 'server-lock', detail: 'busy' } };
        case 5:
          await calm.commit(transaction); // delivered twice: the second answer is the one that arrives
          return calm.commit(transaction);
        default:
          return calm.commit(transaction);
      }
    },
  };
}

async function evict(claimant: Claimant, claim: HeldClaim | undefined): Promise<void> {
  if (!claim) return;
  const task = { ref: claim.taskRef, tip: claim.tip };
  await evictClaim(claimant, { tip: claim.record, anchor: claim.anchor, task, reason: 'a person' });
}

/** Notes each commit that comes into the result while its task ref shows that its claim had been ended by another. */
function watchResult(
  { server, objects }: World,
  works: readonly HeldClaim[],
  history: PretendedHistory,
): { readonly past: string[] } {
  const past: string[] = [];
  server.onMove = ({ ref, from, to }) => {
    if (ref !== RESULT || !to) return;
    const before = history.trailers(from ?? undefined).length;
    for (const text of history.trailers(to).slice(0, history.trailers(to).length - before)) {
      const work = works.find(({ claim }) => text.endsWith(claim));
      const tip = work && server.refs.get(work.taskRef);
      const record = tip && recordOf(objects, tip);
      if (record && record.state !== 'done' && !isLive(record)) past.push(text);
    }
  };
  return { past };
}

const recordOf = (objects: ObjectPool, oid: Oid) => {
  const sight = readObjects(objects, [oid]).get(oid);
  const read = sight?.kind === 'commit' ? readRecord(sight.message) : undefined;
  return read?.kind === 'record' ? read.record : undefined;
};

/** Locks of our run that nobody of it holds, and that are not litter either: the next one could not clear them at once. */
function strangeLocks(
  { server, objects }: World,
  { claimed, unknown }: { readonly claimed: readonly Oid[]; readonly unknown: readonly TaskId[] },
): RefName[] {
  return [...server.refs].flatMap(([ref, oid]) => {
    if (!ref.startsWith(LOCKS) || claimed.includes(oid)) return [];
    const anchor = recordOf(objects, oid);
    if (anchor?.holder.kind !== 'ci' || anchor.holder.run !== '77') return [];
    if (unknown.includes(anchor.task)) return []; // said to be so: it blocks until its lease ends
    const tip = server.refs.get(`${TASKS}${anchor.run}/${anchor.task}` as RefName);
    const now = tip && recordOf(objects, tip);
    const sight = objects.sight(oid);
    const mayLand = tip === (sight.kind === 'commit' ? sight.parents[0] : undefined);
    const isLiveOne = now !== undefined && isLive(now) && (tip === oid || now.anchor === oid);
    return mayLand || isLiveOne ? [ref] : [];
  });
}
