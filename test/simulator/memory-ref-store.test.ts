import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefTransaction, RefUpdate, StateObject } from '../../src/app/ports/ref-store.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import { type ContractTable, describeRefStoreContract } from '../support/ref-store-contract.ts';
import { memoryRefStore } from './memory-ref-store.ts';
import { ObjectPool } from './object-pool.ts';
import { overlap } from './path-mutex-model.ts';
import { gitOrder, RefServer } from './ref-server.ts';

describeRefStoreContract('memory', async (): Promise<ContractTable> => {
  const server = new RefServer();
  const objects = new ObjectPool();
  return {
    join: async () => memoryRefStore({ server, objects }),
    async plant(ref, { type, bytes }) {
      const oid = objects.plant(type, bytes);
      server.force(ref, oid);
      return oid;
    },
    async [Symbol.asyncDispose]() {},
  };
});

const ref = (name: string): RefName => `refs/agentic/locks/${name}` as RefName;

function commitObject(text: string): StateObject {
  const bytes = Buffer.from(`tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor a\n\n${text}`);
  const oid = createHash('sha1').update(`commit ${bytes.length}\0`).update(bytes).digest('hex');
  return { oid: oid as Oid, bytes };
}

const A = commitObject('A');
const B = commitObject('B');
const push = (...updates: readonly (readonly [string, Oid | null, Oid | null])[]): RefTransaction => ({
  updates: updates.map(([name, expect, to]): RefUpdate => ({ ref: ref(name), expect, to })),
  objects: [A, B],
});

describe('the memory store', () => {
  it.each([
    ['src', 'src/a'],
    ['src/a', 'src'],
    ['src/a/b', 'src'],
    ['src', 'src'],
  ])('%s keeps %s out', async (first, second) => {
    const store = memoryRefStore();
    expect(await store.commit(push([first, null, A.oid]))).toEqual({ kind: 'applied' });
    expect(await store.commit(push([second, null, B.oid], ['docs', null, B.oid]))).toEqual({
      kind: 'refused',
      refs: [ref(second)],
    });
    expect(await store.list([ref('')])).toMatchObject({ value: new Map([[ref(first), A.oid]]) });
  });

  it('lets neighbours be: a name is not below another that it merely begins with', async () => {
    const store = memoryRefStore();
    await store.commit(push(['src', null, A.oid]));
    expect(await store.commit(push(['src2', null, B.oid], ['sr', null, B.oid]))).toEqual({ kind: 'applied' });
  });

  it('refuses a name and a name below it in one push, and a widening that deletes below', async () => {
    const store = memoryRefStore();
    expect(await store.commit(push(['a', null, A.oid], ['a/b', null, A.oid]))).toMatchObject({
      kind: 'refused',
    });
    await store.commit(push(['a/b', null, A.oid]));
    expect(await store.commit(push(['a/b', A.oid, null], ['a', null, A.oid]))).toMatchObject({
      kind: 'refused',
    });
  });

  it('never calls an identical push applied twice', async () => {
    const store = memoryRefStore();
    expect(await store.commit(push(['a', null, A.oid]))).toEqual({ kind: 'applied' });
    expect(await store.commit(push(['a', null, A.oid]))).toMatchObject({ kind: 'unknown' });
  });

  it('tells commits from what is missing or nothing of ours', async () => {
    const store = memoryRefStore();
    await store.commit(push(['a', null, A.oid]));
    const missing = '0'.repeat(40) as Oid;
    const seen = await store.read([A.oid, missing]);
    expect(seen.get(A.oid)).toEqual({ kind: 'commit', parents: [], message: 'A' });
    expect(seen.get(missing)).toEqual({ kind: 'unreadable', why: 'missing' });
  });

  it('leaves the first refs of git’s own order when the server dies', async () => {
    const store = memoryRefStore({ dieAfter: (t) => (t.updates.length > 1 ? 2 : undefined) });
    await store.commit(push(['a', null, A.oid]));
    const outcome = await store.commit(push(['a', A.oid, null], ['c', null, B.oid], ['b', null, B.oid]));
    expect(outcome).toMatchObject({ kind: 'unknown' });
    const listed = await store.list([ref('')]);
    expect(listed.ok && [...listed.value.keys()].sort()).toEqual([ref('a'), ref('b'), ref('c')]);
  });
});

describe('any sequence of pushes', () => {
  const names = ['src', 'src/a', 'src/a/x', 'src/b', 'docs'];
  const update = fc.record({
    name: fc.constantFrom(...names),
    expect: fc.constantFrom(null, A.oid, B.oid),
    to: fc.constantFrom(null, A.oid, B.oid),
  });
  it('is applied whole or not at all, and no two names are above each other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(update, { selector: (u) => u.name, minLength: 1 })),
        async (all) => {
          const server = new RefServer();
          const store = memoryRefStore({ server });
          for (const updates of all) {
            const before = new Map(server.refs);
            const outcome = await store.commit(
              push(...updates.map((u) => [u.name, u.expect, u.to] as const)),
            );
            const wanted = new Map(before);
            for (const u of updates) u.to ? wanted.set(ref(u.name), u.to) : wanted.delete(ref(u.name));
            if (outcome.kind === 'refused') expect(server.refs).toEqual(before);
            else expect(server.refs).toEqual(wanted);
            const held = [...server.refs.keys()];
            expect(held.filter((a) => held.some((b) => a !== b && overlap(a, b)))).toEqual([]);
          }
        },
      ),
    );
  });
});

it('git’s order is names ascending, deletions last', () => {
  const command = (name: string, to: Oid | null) => ({ ref: ref(name), from: null, to });
  const ordered = gitOrder([
    command('b', null),
    command('c', A.oid),
    command('a', null),
    command('B', A.oid),
  ]);
  expect(ordered.map((c) => c.ref)).toEqual([ref('B'), ref('c'), ref('a'), ref('b')]);
});
