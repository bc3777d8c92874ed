import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RefStore, RefUpdate, StateObject, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';

/** One table for one test, with as many participants as the test asks for. */
export interface ContractTable extends AsyncDisposable {
  /** A participant: a store with a memory of its own, over the one table. */
  join(): Promise<RefStore>;
  /** What an outsider does with plain git: puts an object of any kind there and points a ref at it. */
  plant(ref: RefName, object: ForeignObject): Promise<Oid>;
}

/** Bytes without git's header. */
export interface ForeignObject {
  readonly type: 'blob' | 'tree' | 'commit';
  readonly bytes: Uint8Array;
}

const EMPTY_TREE = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** A commit as the protocol makes them: empty tree, at most one parent, a message. */
export function stateObject(
  message: string,
  options: { readonly parent?: Oid; readonly format?: 'sha1' | 'sha256' } = {},
): StateObject {
  const format = options.format ?? 'sha1';
  const who = 'agentic-plan <agentic-plan@localhost> 1700000000 +0000';
  const parent = options.parent ? `parent ${options.parent}\n` : '';
  const bytes = Buffer.from(
    `tree ${EMPTY_TREE[format]}\n${parent}author ${who}\ncommitter ${who}\n\n${message}`,
  );
  const oid = createHash(format).update(`commit ${bytes.length}\0`).update(bytes).digest('hex') as Oid;
  return { oid, bytes };
}

const ref = (name: string): RefName => `refs/agentic/${name}` as RefName;
const create = (name: string, object: StateObject): RefUpdate => ({
  ref: ref(name),
  expect: null,
  to: object.oid,
});
const remove = (name: string, object: StateObject): RefUpdate => ({
  ref: ref(name),
  expect: object.oid,
  to: null,
});
const move = (name: string, from: StateObject, to: StateObject): RefUpdate => ({
  ref: ref(name),
  expect: from.oid,
  to: to.oid,
});

async function names(store: RefStore, ...scopes: string[]): Promise<Readonly<Record<string, Oid>>> {
  const looked = await store.list(scopes.map(ref));
  if (!looked.ok) throw new Error(JSON.stringify(looked.failure));
  return Object.fromEntries(
    [...looked.value].map(([name, oid]) => [name.replace(/^refs\/agentic\//, ''), oid]),
  );
}

function refusedRefs(outcome: TransactionOutcome): readonly RefName[] {
  if (outcome.kind !== 'refused') throw new Error(JSON.stringify(outcome));
  return outcome.refs;
}

/** What every `RefStore` promises; `makeTable` gives an empty table. */
export function describeRefStoreContract(name: string, makeTable: () => Promise<ContractTable>): void {
  describe(`RefStore contract: ${name}`, () => {
    const APPLIED = { kind: 'applied' };
    /** Objects of one test; every call is another object, in the table's hash. */
    const maker = (store: RefStore) => (message: string, parent?: StateObject) =>
      stateObject(message, { format: store.objectFormat, ...(parent ? { parent: parent.oid } : {}) });

    test('creates, moves and deletes refs, seen by everybody', async () => {
      await using table = await makeTable();
      const [ana, bo] = [await table.join(), await table.join()];
      const object = maker(ana);
      const first = object('first');
      const second = object('second', first);
      expect(await names(bo, '')).toEqual({});
      expect(
        await ana.commit({
          updates: [create('tasks/r/t', first), create('locks/src/a.ts', first)],
          objects: [first],
        }),
      ).toEqual(APPLIED);
      expect(await names(bo, '')).toEqual({ 'tasks/r/t': first.oid, 'locks/src/a.ts': first.oid });
      expect(
        await ana.commit({
          updates: [move('tasks/r/t', first, second), remove('locks/src/a.ts', first)],
          objects: [second],
        }),
      ).toEqual(APPLIED);
      expect(await names(bo, '')).toEqual({ 'tasks/r/t': second.oid });
      expect(await names(ana, '')).toEqual({ 'tasks/r/t': second.oid });
    });

    test('moves on what another participant made, after looking', async () => {
      await using table = await makeTable();
      const [ana, bo] = [await table.join(), await table.join()];
      const object = maker(ana);
      const first = object('claim');
      const evicted = object('evicted', first);
      await ana.commit({ updates: [create('tasks/r/t', first), create('locks/a', first)], objects: [first] });
      await names(bo, '');
      expect(
        await bo.commit({
          updates: [move('tasks/r/t', first, evicted), remove('locks/a', first)],
          objects: [evicted],
        }),
      ).toEqual(APPLIED);
      expect(await names(ana, '')).toEqual({ 'tasks/r/t': evicted.oid });
    });

    test('all or nothing: one expectation that fails keeps the others from happening', async () => {
      await using table = await makeTable();
      const [ana, bo] = [await table.join(), await table.join()];
      const object = maker(ana);
      const [hers, his] = [object('hers'), object('his')];
      await ana.commit({ updates: [create('locks/b', hers)], objects: [hers] });
      const updates = [create('locks/a', his), create('locks/b', his), create('locks/c', his)];
      expect(refusedRefs(await bo.commit({ updates, objects: [his] }))).toContain(ref('locks/b'));
      expect(await names(bo, '')).toEqual({ 'locks/b': hers.oid });
    });

    test('expectations are exact: another value, absent, present', async () => {
      await using table = await makeTable();
      const store = await table.join();
      const object = maker(store);
      const [first, second, other] = [object('first'), object('second'), object('other')];
      await store.commit({ updates: [create('tasks/r/t', first)], objects: [first] });
      await store.commit({ updates: [create('tasks/r/u', other)], objects: [other] });
      const [afterOther, afterFirst] = [object('after', other), object('after', first)];
      const wrong: readonly RefUpdate[] = [
        create('tasks/r/t', second),
        move('tasks/r/t', other, afterOther),
        remove('tasks/r/t', other),
        move('tasks/r/gone', first, afterFirst),
        remove('tasks/r/gone', first),
      ];
      for (const update of wrong) {
        const outcome = await store.commit({
          updates: [update],
          objects: [second, afterOther, afterFirst],
        });
        expect(refusedRefs(outcome), JSON.stringify(update)).toEqual([update.ref]);
      }
      expect(await names(store, '')).toEqual({ 'tasks/r/t': first.oid, 'tasks/r/u': other.oid });
    });

    test('an expectation that somebody made stale between look and commit', async () => {
      await using table = await makeTable();
      const [ana, bo] = [await table.join(), await table.join()];
      const object = maker(ana);
      const first = object('first');
      const [hers, his] = [object('hers', first), object('his', first)];
      await ana.commit({ updates: [create('tasks/r/t', first)], objects: [first] });
      await names(bo, '');
      await ana.commit({ updates: [move('tasks/r/t', first, hers)], objects: [hers] });
      const outcome = await bo.commit({ updates: [move('tasks/r/t', first, his)], objects: [his] });
      expect(refusedRefs(outcome)).toEqual([ref('tasks/r/t')]);
      expect(await names(bo, '')).toEqual({ 'tasks/r/t': hers.oid });
    });

    test('row 25: a directory excludes what is below it, and the other way round', async () => {
      await using table = await makeTable();
      const [ana, bo] = [await table.join(), await table.join()];
      const object = maker(ana);
      const [hers, his] = [object('hers'), object('his')];
      await ana.commit({
        updates: [create('locks/src', hers), create('locks/docs/deep/a.md', hers)],
        objects: [hers],
      });
      for (const path of ['locks/src/a.ts', 'locks/src/x/y/z.ts', 'locks/docs', 'locks/docs/deep']) {
        const outcome = await bo.commit({
          updates: [create('locks/free', his), create(path, his)],
          objects: [his],
        });
        expect(refusedRefs(outcome), path).toContain(ref(path));
      }
      expect(await names(bo, '')).toEqual({ 'locks/src': hers.oid, 'locks/docs/deep/a.md': hers.oid });
      const besides = [create('locks/src2', his), create('locks/docs/deep/b.md', his)];
      expect(await bo.commit({ updates: besides, objects: [his] })).toEqual(APPLIED);
    });

    test('a path may turn from file to directory and back, seen right by one who looked before', async () => {
      await using table = await makeTable();
      const [ana, bo] = [await table.join(), await table.join()];
      const object = maker(ana);
      const [one, two, three] = [object('one'), object('two'), object('three')];
      await ana.commit({ updates: [create('locks/src', one)], objects: [one] });
      expect(await names(bo, 'locks/')).toEqual({ 'locks/src': one.oid });
      await ana.commit({ updates: [remove('locks/src', one)], objects: [] });
      await ana.commit({ updates: [create('locks/src/a', two)], objects: [two] });
      expect(await names(bo, 'locks/')).toEqual({ 'locks/src/a': two.oid });
      await ana.commit({ updates: [remove('locks/src/a', two)], objects: [] });
      await ana.commit({ updates: [create('locks/src', three)], objects: [three] });
      expect(await names(bo, 'locks/')).toEqual({ 'locks/src': three.oid });
    });

    test('deletes and creates in one transaction', async () => {
      await using table = await makeTable();
      const store = await table.join();
      const object = maker(store);
      const [one, two] = [object('one'), object('two')];
      await store.commit({ updates: [create('locks/a', one), create('locks/b', one)], objects: [one] });
      const updates = [remove('locks/a', one), create('locks/c', two), move('locks/b', one, two)];
      expect(await store.commit({ updates, objects: [two] })).toEqual(APPLIED);
      expect(await names(store, '')).toEqual({ 'locks/b': two.oid, 'locks/c': two.oid });
    });

    test('the same transaction twice is not applied twice', async () => {
      await using table = await makeTable();
      const [ana, bo] = [await table.join(), await table.join()];
      const object = maker(ana);
      const same = object('same bytes');
      const transaction = {
        updates: [create('locks/a', same), create('tasks/r/t', same)],
        objects: [same],
      };
      expect(await ana.commit(transaction)).toEqual(APPLIED);
      expect(['refused', 'unknown']).toContain((await bo.commit(transaction)).kind);
      expect(['refused', 'unknown']).toContain((await ana.commit(transaction)).kind);
      expect(await names(bo, '')).toEqual({ 'locks/a': same.oid, 'tasks/r/t': same.oid });
    });

    test('of several at once on one path, at most one is applied', async () => {
      await using table = await makeTable();
      const stores = await Promise.all([table.join(), table.join(), table.join(), table.join()]);
      const paths = ['locks/src', 'locks/src/a', 'locks/src', 'locks/src/a/b'];
      const outcomes = await Promise.all(
        stores.map((store, at) => {
          const object = maker(store)(`claim ${at}`);
          return store.commit({ updates: [create(paths[at] ?? '', object)], objects: [object] });
        }),
      );
      const kinds = outcomes.map((outcome) => outcome.kind);
      expect(kinds.filter((kind) => kind === 'applied').length).toBeLessThanOrEqual(1);
      expect(kinds).not.toContain('unknown');
      const [store] = stores;
      const applied = kinds.indexOf('applied');
      expect(Object.keys(await names(store, ''))).toEqual(applied < 0 ? [] : [paths[applied]]);
    });

    test('lists exact names, prefixes, and nothing for what is not there', async () => {
      await using table = await makeTable();
      const store = await table.join();
      const one = maker(store)('one');
      const all = ['locks/src/a', 'locks/src/b/c', 'locks/srcs', 'tasks/r/t', 'tasks/r/t2', 'tasks/r2/t'];
      await store.commit({ updates: all.map((name) => create(name, one)), objects: [one] });
      const listed = async (...scopes: string[]) => Object.keys(await names(store, ...scopes)).sort();
      expect(await listed('locks/src/')).toEqual(['locks/src/a', 'locks/src/b/c']);
      expect(await listed('tasks/r/t')).toEqual(['tasks/r/t']);
      expect(await listed('tasks/r/')).toEqual(['tasks/r/t', 'tasks/r/t2']);
      expect(await listed('tasks/r/gone', 'locks/none/', 'tasks/r2/t')).toEqual(['tasks/r2/t']);
      expect(await listed('locks/src')).toEqual([]);
      expect(await listed('tasks/r/t', 'tasks/r/', 'tasks/')).toEqual([
        'tasks/r/t',
        'tasks/r/t2',
        'tasks/r2/t',
      ]);
      expect(await listed()).toEqual([]);
      expect(await listed('')).toEqual([...all].sort());
    });

    test('reads commits with their parents and messages', async () => {
      await using table = await makeTable();
      const [ana, bo] = [await table.join(), await table.join()];
      const object = maker(ana);
      const first = object('{"é": "first"}\n\nsecond paragraph');
      const second = object('{}', first);
      await ana.commit({ updates: [create('tasks/r/t', first)], objects: [first] });
      await ana.commit({ updates: [move('tasks/r/t', first, second)], objects: [second] });
      await names(bo, '');
      const sights = await bo.read([second.oid, first.oid]);
      expect(sights.get(first.oid)).toEqual({
        kind: 'commit',
        parents: [],
        message: '{"é": "first"}\n\nsecond paragraph',
      });
      expect(sights.get(second.oid)).toEqual({ kind: 'commit', parents: [first.oid], message: '{}' });
      expect(await bo.read([])).toEqual(new Map());
    });

    test('rows 38 and 44: tells apart what is missing, no commit, too large, and goes on', async () => {
      await using table = await makeTable();
      const store = await table.join();
      const good = maker(store)('good');
      const large = maker(store)('x'.repeat(100_000));
      await store.commit({ updates: [create('locks/good', good)], objects: [good] });
      const blob = await table.plant(ref('locks/blob'), { type: 'blob', bytes: Buffer.from('not ours') });
      const empty = await table.plant(ref('locks/empty'), { type: 'blob', bytes: new Uint8Array() });
      const tree = await table.plant(ref('locks/tree'), { type: 'tree', bytes: new Uint8Array() });
      await table.plant(ref('locks/large'), { type: 'commit', bytes: large.bytes });
      const missing = maker(store)('never sent').oid;
      expect(await names(store, '')).toMatchObject({ 'locks/blob': blob, 'locks/large': large.oid });
      const sights = await store.read([blob, empty, tree, large.oid, missing, good.oid]);
      expect(sights.get(blob)).toEqual({ kind: 'unreadable', why: 'not-a-commit' });
      expect(sights.get(empty)).toEqual({ kind: 'unreadable', why: 'not-a-commit' });
      expect(sights.get(tree)).toEqual({ kind: 'unreadable', why: 'not-a-commit' });
      expect(sights.get(large.oid)).toEqual({ kind: 'unreadable', why: 'too-large' });
      expect(sights.get(missing)).toEqual({ kind: 'unreadable', why: 'missing' });
      expect(sights.get(good.oid)).toMatchObject({ kind: 'commit', message: 'good' });
    });

    test('counts what it sent, refused transactions included', async () => {
      await using table = await makeTable();
      const store = await table.join();
      const object = maker(store);
      const [one, two] = [object('one'), object('two')];
      const before = store.pushes;
      await store.commit({ updates: [create('locks/a', one)], objects: [one] });
      await store.commit({ updates: [create('locks/a', two)], objects: [two] });
      await names(store, '');
      expect(store.pushes - before).toBe(2);
    });
  });
}
