import { expect, test } from 'vitest';
import { assertTransaction } from '../../../src/core/claim/assert-transaction.ts';
import type { RefUpdate } from '../../../src/core/claim/ref-transaction.ts';
import { lockRef, taskRef } from '../../../src/core/claim/refs.ts';
import { commitObject } from '../../../src/core/claim/state-commit.ts';
import type { LockName, Oid, RefName, RunId, TaskId } from '../../../src/core/model/ids.ts';
import type { WallTime } from '../../../src/core/model/time.ts';

const TASK = taskRef('r-12345678' as RunId, 't1' as TaskId);
const OLD = 'a'.repeat(40) as Oid;
const state = (parent: Oid | null) =>
  commitObject({ message: 'x', at: 0 as WallTime, parent, format: 'sha1' });
const lock = (path: string, to: Oid | null, expected: Oid | null): RefUpdate => ({
  ref: lockRef(path as LockName),
  expect: expected,
  to,
});

test('a claim, a renewal and an end are what they should be', () => {
  const first = state(null);
  const next = state(OLD);
  const claim = [{ ref: TASK, expect: null, to: first.oid }, lock('src/a', first.oid, null)];
  expect(() => assertTransaction({ updates: claim, objects: [first] })).not.toThrow();
  const end = [{ ref: TASK, expect: OLD, to: next.oid }, lock('src/a', null, OLD)];
  expect(() => assertTransaction({ updates: end, objects: [next] })).not.toThrow();
});

test('names that merely begin alike are no directories of each other', () => {
  const updates = ['src/a', 'src/a.ts', 'src/ab/c', 'src/b'].map((path) => lock(path, OLD, null));
  expect(() => assertTransaction({ updates, objects: [] })).not.toThrow();
});

test.each<[string, readonly RefUpdate[]]>([
  ['twice', [lock('src/a', OLD, null), lock('src/b', OLD, null), lock('src/a', null, OLD)]],
  ['a directory', [lock('src/a', OLD, null), lock('src/a/b/c', OLD, null)]],
  ['a directory', [lock('src', OLD, null), lock('src-x', OLD, null), lock('src/a', null, OLD)]],
])('a ref that stands in it %s is refused', (why, updates) => {
  expect(() => assertTransaction({ updates, objects: [] })).toThrow(why);
});

test.each([
  ['nothing, where something is replaced', null, OLD],
  ['something, where nothing is replaced', OLD, null],
  ['something else', 'b'.repeat(40) as Oid, OLD],
])('a state that descends from %s is refused', (_, parent, expected) => {
  const commit = state(parent);
  const updates = [{ ref: TASK as RefName, expect: expected, to: commit.oid }];
  expect(() => assertTransaction({ updates, objects: [commit] })).toThrow('does not descend');
});
