import { describe, expect, test } from 'vitest';
import { handOver } from '../../src/app/transfer/hand-over-wave.ts';
import { isLive, readRecord } from '../../src/core/claim/record.ts';
import { LOCKS, lockOfRef, TASKS } from '../../src/core/claim/refs.ts';
import { memoryRefStore, readObjects } from '../simulator/memory-ref-store.ts';
import { ObjectPool } from '../simulator/object-pool.ts';
import { gitOrder, RefServer, type ServerOrder } from '../simulator/ref-server.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';
import { claimAll, finished, PretendedHistory, RESULT, wishOf } from '../support/wave-of-tasks.ts';

// A server dies in the middle of the push that hands over, after each number of refs and in several orders; the next
// push reaches one that is whole again. Whatever was applied, it comes to the same end.

const orders: Readonly<Record<string, ServerOrder>> = {
  'git’s own order': gitOrder,
  'git’s own order, turned round': (commands) => [...gitOrder(commands)].reverse(),
  'tasks first': (commands) =>
    [...commands].sort((a, b) => Number(b.ref.startsWith(TASKS)) - Number(a.ref.startsWith(TASKS))),
  'the result last': (commands) =>
    [...commands].sort((a, b) => Number(a.ref === RESULT) - Number(b.ref === RESULT)),
  'as it came': (commands) => commands,
};

const mayLose = ['tasks first', 'the result last', 'git’s own order, turned round'];

describe.each(Object.entries(orders))('a server that dies in the middle, in %s', (name, order) => {
  // result, three tasks that end and two that begin, one that is tried again, five locks, of which two move on and two are new
  test.each([...Array(13).keys()])('after %i refs', async (after) => {
    const server = new RefServer();
    const objects = new ObjectPool();
    let dieAfter: number | undefined;
    const options = { server, objects, order, dieAfter: () => take() };
    const take = (): number | undefined => {
      const now = dieAfter;
      dieAfter = undefined;
      return now;
    };
    const store = memoryRefStore(options);
    const claimant = claimantOf(store, ciHolder('77'));
    const history = new PretendedHistory();
    server.refs.set(RESULT, history.head);
    const held = await claimAll(claimant, [
      wishOf('a', ['a', 'shared']),
      wishOf('b', ['b']),
      wishOf('f', ['f']),
    ]);
    const [a, b, f] = ['a', 'b', 'f'].map((task) => held.get(task));
    if (!a || !b || !f) throw new Error('not claimed');

    dieAfter = after;
    const end = await handOver(
      claimant,
      history.wave(history.head, { finished: [finished(a), finished(b)], unfinished: [f] }),
      async () => [wishOf('c', ['shared', 'c']), wishOf('d', ['d']), wishOf('f', ['f'])],
    );

    expect(end.stopped).toBeUndefined();
    expect(end.tip).toBe(server.refs.get(RESULT));
    const published = history.trailers(end.tip).map((text) => text.split(' ')[0]);
    expect(new Set(published).size).toBe(published.length); // nothing twice
    for (const task of [a, b]) {
      const { kind } = end.ends.get(task.record.task) ?? {};
      expect(kind === 'published').toBe(published.includes(`${task.record.run}/${task.record.task}`));
      // where a task ref may move before the result, a claim may end without its work; otherwise nothing is lost
      if (!mayLose.includes(name)) expect(kind).toBe('published');
    }
    expect(end.ends.get(f.record.task)).toEqual({ kind: 'released' });
    expect([...end.next.values()].map(({ kind }) => kind)).toEqual(['claimed', 'claimed', 'claimed']);
    expect(locksOf(server, objects)).toEqual({ c: 'c', d: 'd', f: 'f', shared: 'c' });
  });
});

/** Each lock and the task of the live claim that it belongs to. */
function locksOf(server: RefServer, objects: ObjectPool): Record<string, string> {
  const read = (oid: Parameters<ObjectPool['sight']>[0]) => {
    const sight = readObjects(objects, [oid]).get(oid);
    const found = sight?.kind === 'commit' ? readRecord(sight.message) : undefined;
    return found?.kind === 'record' ? found.record : undefined;
  };
  const locks: Record<string, string> = {};
  for (const [ref, oid] of server.refs) {
    const lock = ref.startsWith(LOCKS) ? lockOfRef(ref) : undefined;
    if (lock === undefined) continue;
    const anchor = read(oid);
    const tip = [...server.refs].find(([task]) => task === `${TASKS}${anchor?.run}/${anchor?.task}`)?.[1];
    const now = tip && read(tip);
    const isOfLive = now !== undefined && isLive(now) && (tip === oid || now.anchor === oid);
    locks[lock] = isOfLive ? now.task : 'nobody';
  }
  return locks;
}

describe('the lease of a claim that another job took', () => {
  test.each([
    ['fresh', 0.5, 2, 'published'],
    ['with less than a third left: renewed first', 0.7, 3, 'published'],
    ['that is over: dropped, and the work kept', 1.1, 2, 'lost'],
  ])('%s', async (_what, spent, pushes, kind) => {
    const server = new RefServer();
    const store = memoryRefStore({ server });
    const history = new PretendedHistory();
    server.refs.set(RESULT, history.head);
    const claimant = claimantOf(store, ciHolder('77'));
    const [a] = [...(await claimAll(claimant, [wishOf('a', ['a'])])).values()];
    if (!a) throw new Error('not claimed');
    const wall = (a.leaseFrom.wall - spent * 3600_000) as typeof a.leaseFrom.wall;
    const elsewhere = { ...a, leaseFrom: { ...a.leaseFrom, wall, boot: 'another machine' } };
    const end = await handOver(
      claimant,
      history.wave(history.head, { finished: [finished(elsewhere)] }),
      async () => [],
    );
    expect(end.ends.get(a.record.task)?.kind).toBe(kind);
    expect(store.pushes).toBe(pushes);
    expect([...server.refs.keys()].filter((ref) => ref.startsWith(LOCKS))).toEqual([]);
  });
});
