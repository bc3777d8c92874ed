import { describe, expect, test } from 'vitest';
import type { RefTransaction, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import type { GitResult } from '../../src/git/exec-git.ts';
import { parsePushReport } from '../../src/git/table/parse-push-report.ts';
import { pushOutcome } from '../../src/git/table/push-outcome.ts';

const oid = 'ffe49024bf021dec8125e75d56d0ebb6b4185189' as Oid;
const ref = (name: string): RefName => `refs/agentic/locks/${name}` as RefName;
const SENT =
  '{"event":"version"}\n{"event":"region_enter","category":"transport_push","label":"push_refs"}\n';
const NOT_SENT = '{"event":"version"}\n{"event":"region_enter","label":"get_refs_list"}\n';

/** A transaction on the locks named, and what git printed about it. */
function outcome(
  names: string,
  printed: Partial<Omit<GitResult, 'stdout'>> & { stdout?: string },
): TransactionOutcome {
  const updates = names.split(' ').map((name) => ({ ref: ref(name), expect: null, to: oid }));
  const transaction: RefTransaction = { updates, objects: [] };
  const stdout = Buffer.from(printed.stdout ?? '');
  return pushOutcome(transaction, { code: 1, stderr: '', trace: SENT, cut: false, ...printed, stdout });
}
const line = (flag: string, name: string, summary: string): string =>
  `${flag}\t${oid}:${ref(name)}\t${summary}\n`;
const report = (...lines: readonly string[]): string => `To /srv/shop.git\n${lines.join('')}Done\n`;

describe('applied only if every ref was reported ok', () => {
  const a = line('*', 'a', '[new reference]');
  test('all four ok flags', () => {
    const all = report(
      a,
      line('+', 'b', 'ffe4902...ea4d71c (forced update)'),
      line(' ', 'c', 'ffe4902..ea4d71c'),
      `-\t:${ref('d')}\t[deleted]\n`,
    );
    expect(outcome('a b c d', { code: 0, stdout: all })).toEqual({ kind: 'applied' });
    expect(outcome('a b c d', { code: 1, stdout: all })).toEqual({ kind: 'applied' });
  });

  test.each([
    ['a missing line', report(a)],
    ['a line of another ref', report(a, line('*', 'bb', '[new reference]'))],
    ['up to date', report(a, line('=', 'b', '[up to date]'))],
    ['all up to date', report(line('=', 'a', '[up to date]'), line('=', 'b', '[up to date]'))],
    ['no report for one', report(a, line('!', 'b', '[remote failure] (remote failed to report status)'))],
    ['no lines at all, and exit code 0', 'To /srv/shop.git\nDone\n'],
    ['nothing printed', ''],
  ])('%s: unknown', (_, stdout) => {
    for (const code of [0, 1, 128]) expect(outcome('a b', { code, stdout }).kind).toBe('unknown');
  });
});

describe('refused: by which refs', () => {
  const stale = '[rejected] (stale info)';
  const fell = '[rejected] (atomic push failed)';
  const torn = '[remote rejected] (atomic transaction failed)';
  test('by this git: those with a reason of their own', () => {
    const stdout = report(line('!', 'a', fell), line('!', 'b', stale), line('!', 'c', stale));
    expect(outcome('a b c', { stdout })).toEqual({ kind: 'refused', refs: [ref('b'), ref('c')] });
  });

  test('by the remote: the one that its message names, else any', () => {
    const stdout = report(line('!', 'a', torn), line('!', 'b/x', torn));
    const stderr = `remote: error: cannot lock ref '${ref('b/x')}': '${ref('b')}' exists; cannot create '${ref('b/x')}'\n`;
    expect(outcome('a b/x', { stdout, stderr })).toEqual({ kind: 'refused', refs: [ref('b/x')] });
    expect(outcome('a b/x', { stdout })).toEqual({ kind: 'refused', refs: [ref('a'), ref('b/x')] });
  });

  test('a reason that is not about who holds it is a failure', () => {
    const why = (reason: string, stderr = ''): string => {
      const stdout = report(line('!', 'a', `[remote rejected] (${reason})`), line('!', 'b', torn));
      const found = outcome('a b', { stdout, stderr });
      return found.kind === 'failed' ? found.failure.kind : found.kind;
    };
    expect(why('hook declined')).toBe('hook-declined');
    expect(why('pre-receive hook declined')).toBe('hook-declined');
    expect(why('push declined due to repository rule violations')).toBe('protected-branch');
    expect(why('deny updating a hidden ref')).toBe('hidden-refs');
    expect(
      why('unpacker error', 'error: remote unpack failed: unable to create temporary object directory'),
    ).toBe('read-only');
    expect(why('no space left on device')).toBe('server-full');
    expect(why('incorrect old value provided')).toBe('refused');
    expect(why('reference already exists')).toBe('refused');
    expect(why('failed to update ref')).toBe('refused');
    const lock = `remote: error: cannot lock ref '${ref('a')}': Unable to create '/srv/x/${ref('a')}.lock': File exists.`;
    expect(why('atomic transaction failed', lock)).toBe('server-lock');
  });
});

describe('no report', () => {
  test("git's trace says whether it came to sending", () => {
    const stderr = 'fatal: the remote end hung up unexpectedly';
    expect(outcome('a', { code: 128, stderr, trace: SENT }).kind).toBe('unknown');
    expect(outcome('a', { code: 128, stderr, trace: NOT_SENT })).toMatchObject({
      failure: { kind: 'network' },
    });
    expect(outcome('a', { code: 128, stderr, trace: '' }).kind).toBe('unknown');
    expect(outcome('a', { code: 143, cut: true, trace: SENT }).kind).toBe('unknown');
  });

  test('this git found no --atomic there, or was never started', () => {
    const stderr = 'fatal: the receiving end does not support --atomic push\n';
    expect(outcome('a', { code: 128, stderr })).toMatchObject({ failure: { kind: 'no-atomic' } });
    expect(outcome('a', { code: 128, stderr: `remote: ${stderr}` }).kind).toBe('unknown');
    expect(outcome('a', { code: -1, stderr: 'spawn git ENOENT', trace: '' }).kind).toBe('failed');
  });
});

test('names of refs may hold anything that git allows', () => {
  const printed = `*\t${oid}:refs/heads/agentic/é(x)\t[new branch]\n`;
  expect(parsePushReport(printed)).toEqual([{ ref: 'refs/heads/agentic/é(x)', fate: 'ok', reason: '' }]);
});
