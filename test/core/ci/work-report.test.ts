import { expect, test } from 'vitest';
import { foldHistory, jobsWithinADay } from '../../../src/core/ci/task-history.ts';
import { readWorkReport, type WorkReport, writeWorkReport } from '../../../src/core/ci/work-report.ts';
import type { ClaimRecord } from '../../../src/core/claim/record.ts';

const ended = (reason: string, state: ClaimRecord['state'] = 'released'): ClaimRecord =>
  ({
    state,
    reason,
    at: 0,
    holder: { kind: 'ci', repository: 'a/b', run: '1', attempt: 1 },
  }) as unknown as ClaimRecord;

test.each<[WorkReport]>([
  [{ how: 'done', ms: 1200, usd: 0.25 }],
  [{ how: 'failed', ms: 0, usd: 0, code: 'task-failed', lines: ['a "b"', '\ud800c'.toWellFormed()] }],
  [{ how: 'lost', ms: 0, usd: 0, code: 'no-result' }],
])('what is written of %j is read again', (report) => {
  expect(readWorkReport(ended(writeWorkReport(report)))).toEqual(report);
});

test('a report is never longer than a reason may be, and the last lines are those that stay', () => {
  const lines = Array.from({ length: 500 }, (_, at) => `${at} ${'"'.repeat(5000)}`);
  const text = writeWorkReport({ how: 'failed', ms: 1, usd: 0, code: 'verify-failed', lines });
  expect(text.length).toBeLessThanOrEqual(1000);
  expect(writeWorkReport({ how: 'failed', ms: 1, usd: 0, lines: ['first', 'last'] })).toContain('last');
});

test.each([
  '',
  'its holder is gone',
  'accepted abc',
  'failed {',
  'failed []',
  'won {"ms":1}',
  'done {"ms":-1,"usd":1e999,"code":"; rm"}',
])('what somebody else wrote says nothing, or nothing that counts: %s', (reason) => {
  const read = readWorkReport(ended(reason));
  expect(read?.ms ?? 0).toBe(0);
  expect(read?.code).toBeUndefined();
});

test('tries that count, tries that do not, what was used up; jobs of a day', () => {
  const of = (how: WorkReport['how']) =>
    ended(writeWorkReport({ how, ms: 10, usd: 1 }), how === 'done' ? 'done' : 'released');
  const history = foldHistory([of('failed'), of('lost'), of('left'), of('failed'), of('done')]);
  expect(history).toMatchObject({ ms: 50, usd: 5, failed: 2, lost: 2, last: { how: 'done' } });
  const claimed = (at: number) => ({ ...ended(''), state: 'claimed', at }) as ClaimRecord;
  const day = 24 * 3600 * 1000;
  expect(jobsWithinADay([claimed(1), claimed(day), claimed(2 * day)], day + 2)).toBe(2);
});
