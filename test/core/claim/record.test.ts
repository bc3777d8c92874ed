import { describe, expect, test } from 'vitest';
import { type ClaimRecord, readRecord, writeRecord } from '../../../src/core/claim/record.ts';
import { stateCommit } from '../../../src/core/claim/state-commit.ts';
import type { ClaimId, LockName, RepoPath, RunId, TaskDigest, TaskId } from '../../../src/core/model/ids.ts';
import type { WallTime } from '../../../src/core/model/time.ts';

const record: ClaimRecord = {
  version: 1,
  state: 'claimed',
  nonce: '0123456789abcdef0123456789abcdef',
  claim: 'c-0123456789ab' as ClaimId,
  run: 'hand' as RunId,
  task: 'fix-422' as TaskId,
  holder: { kind: 'session', id: 's', name: 'ana-mbp' },
  locks: ['src/a.ts' as LockName],
  paths: ['src/\udcff.ts' as RepoPath],
  at: 1_763_827_200_000 as WallTime,
  leaseS: 1800,
  unicode: '15.0.0',
};
const text = writeRecord(record);

describe('a state commit’s message', () => {
  test('is read back as it was written, bytes that are not UTF-8 too', () => {
    expect(readRecord(text)).toEqual({ kind: 'record', record });
    for (const digest of ['0123456789ab', '0123456789ab-01234567'] as readonly string[] as TaskDigest[]) {
      const task = { ...record, digest };
      expect(readRecord(writeRecord(task))).toEqual({ kind: 'record', record: task });
    }
  });

  test('names the branch that was checked out; one of an earlier version names none, and is read', () => {
    const branched = { ...record, branch: 'fix/422' };
    expect(readRecord(writeRecord(branched))).toEqual({ kind: 'record', record: branched });
    expect(text).not.toContain('branch');
    expect(readRecord(writeRecord({ ...record, branch: 'x'.repeat(501) }))).toEqual({ kind: 'unreadable' });
  });

  test.each([
    ['row 38: nothing', ''],
    ['row 38: truncated', text.slice(0, 40)],
    ['row 38: an array', '[]'],
    ['row 38: null', 'null'],
    ['row 38: a number', '7'],
    ['row 38: binary', '\u0000\u0001'],
    ['row 39: __proto__', text.replace('"agent', '"x').replace('{"at"', '{"__proto__":{"admin":1},"at"')],
    ['row 39: a key twice', text.replace('"leaseS"', '"leaseS":1,"leaseS"')],
    ['row 39: an unknown key', text.replace('{"at"', '{"admin":1,"at"')],
    ['row 39: constructor', text.replace('{"at"', '{"constructor":1,"at"')],
    ['row 42: a holder of 1 MB', text.replace('ana-mbp', 'a'.repeat(1_000_000))],
    ['a digest of another form', text.replace('"holder"', '"digest":"0123456789AB","holder"')],
    ['other spacing', JSON.stringify(JSON.parse(text), null, 2)],
  ])('%s is held by unknown', (_what, message) => {
    expect(readRecord(message)).toEqual({ kind: 'unreadable' });
  });

  test('row 39: nothing is polluted', () => {
    readRecord('{"__proto__":{"polluted":1}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('row 40: a newer version is told apart', () => {
    expect(readRecord('{"version":99}')).toEqual({ kind: 'newer-version', version: 99 });
  });

  test('row 42: hostile texts are data', () => {
    const hostile = { ...record, title: '"; rm -rf / \u001b[31m @everyone' };
    expect(readRecord(writeRecord(hostile))).toEqual({ kind: 'record', record: hostile });
  });

  test('the commit’s name is git’s own, in both object formats', () => {
    expect(stateCommit(record, null, 'sha1').oid).toMatch(/^[0-9a-f]{40}$/);
    expect(stateCommit(record, null, 'sha256').oid).toMatch(/^[0-9a-f]{64}$/);
    expect(new TextDecoder().decode(stateCommit(record, null, 'sha1').bytes)).toContain('\n\n{"at"');
  });
});
