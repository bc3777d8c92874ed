import { expect, test } from 'vitest';
import { findDoubled, sortArtifacts } from '../../../src/core/ci/judge-artifacts.ts';
import { readWorkResult } from '../../../src/core/ci/work-result.ts';
import type { HeldClaim } from '../../../src/core/claim/held-claim.ts';
import { runId, type TaskId, taskId } from '../../../src/core/model/ids.ts';

const blob = 'a'.repeat(40);
const whole = {
  version: 1,
  run: 'main-12345678',
  wave: 1,
  task: 'a',
  claim: 'c-0123456789ab',
  base: 'b'.repeat(40),
  result: 'ready',
  lines: [],
  ms: 1,
  usd: 0,
  summary: '',
  outputs: {},
  messages: [],
  changes: [{ path: 'a.txt', mode: '100644', blob, size: 1 }],
};
const file = (path: string, more: object = {}) => ({ path, mode: '100644', blob, size: 1, ...more });
const bent = (more: object): string => JSON.stringify({ ...whole, ...more });

test('a result is read as it was written, non-UTF-8 names too', () => {
  expect(readWorkResult(bent({ changes: [file('caf\udce9.txt'), { path: 'gone' }] }))).toMatchObject({
    kind: 'result',
    result: { changes: [{ path: 'caf\udce9.txt' }, { path: 'gone' }] },
  });
});

test('a prototype is no output', () => {
  const text = JSON.stringify(whole).replace('"outputs":{}', '"outputs":{"__proto__":"x","a":"b"}');
  expect(readWorkResult(text)).toMatchObject({ result: { outputs: { a: 'b' } } });
  expect(Object.getPrototypeOf(JSON.parse('{}'))).toBe(Object.prototype);
});

test.each<[string, string]>([
  ['not JSON', '{'],
  ['another version', bent({ version: 2 })],
  ['a key that is none', bent({ __proto__: { x: 1 }, admin: true })],
  ['a submodule', bent({ changes: [file('x', { mode: '160000' })] })],
  ['a blob without a size', bent({ changes: [{ path: 'x', mode: '100644', blob }] })],
  ['a blob by another name', bent({ changes: [file('x', { blob: '../../etc/passwd' })] })],
  ['endless time', bent({ ms: 1e300 })],
])('%s is not taken', (_what, text) => {
  expect(readWorkResult(text)).toEqual({ kind: 'not-taken', why: 'unreadable' });
});

test.each<[string, string, readonly object[]]>([
  ['out of the tree', 'bad-path', [file('../x')]],
  ['absolute', 'bad-path', [file('/x')]],
  ['of Windows', 'bad-path', [file('C:\\x')]],
  ['git’s own', 'bad-path', [file('a/.git/config')]],
  ['a folder', 'bad-path', [file('a/')]],
  ['a file and a folder', 'bad-path', [file('a'), file('a/b')]],
  ['twice', 'path-twice', [file('a'), file('a')]],
  ['too large a file', 'too-large', [file('a', { size: 200 * 1024 * 1024 })]],
  ['too much together', 'too-large', ['a', 'b', 'c'].map((path) => file(path, { size: 99 * 1024 * 1024 }))],
])('a path that is %s: %s', (_what, why, changes) => {
  expect(readWorkResult(bent({ changes }))).toEqual({ kind: 'not-taken', why });
});

test('a file that became a folder is no trouble', () => {
  expect(readWorkResult(bent({ changes: [{ path: 'a' }, file('a/b')] })).kind).toBe('result');
});

test('artifacts are looked into by their names alone', () => {
  const given = new Map<TaskId, HeldClaim>([[taskId('a'), {} as HeldClaim]]);
  const wave = { run: runId('r-12345678'), wave: 1, given };
  const { wanted, refused } = sortArtifacts(wave, [
    'agentic-r-12345678-1-a',
    'agentic-r-12345678-1-b',
    'agentic-r-12345678-11-a',
    'agent-log-r-12345678-1-a',
    '../agentic-r-12345678-1-a',
  ]);
  expect([...wanted]).toEqual([['a', 'agentic-r-12345678-1-a']]);
  expect([...refused.values()]).toEqual(['not-given-out', 'another-run', 'another-run', 'another-run']);
  expect([...findDoubled(['a', 'b', 'a'].map(taskId))]).toEqual(['a']);
});
