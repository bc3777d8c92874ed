import { expect, test } from 'vitest';
import { ciLease } from '../../../src/core/claim/ci-lease.ts';
import { type Holder, isEarlierAttempt } from '../../../src/core/claim/holder.ts';

test.each([
  { jobMinutes: 30, tasks: 1, maxParallel: 4, minutes: 30 + 60 },
  { jobMinutes: 30, tasks: 4, maxParallel: 4, minutes: 30 + 60 },
  { jobMinutes: 30, tasks: 5, maxParallel: 4, minutes: 2 * 30 + 60 },
  { jobMinutes: 90, tasks: 256, maxParallel: 20, minutes: 13 * 90 + 60 },
  { jobMinutes: 45, tasks: 7, minutes: 45 + 60 },
  { jobMinutes: 360, tasks: 256, maxParallel: 1, minutes: 31 * 24 * 60 }, // the longest that a record may say
])('the lease for $tasks jobs of $jobMinutes min, $maxParallel at once, is $minutes min', (ask) => {
  expect(ciLease(ask)).toBe(ask.minutes * 60);
});

const ci = (run: string, attempt: number, repository = 'acme/shop'): Holder => ({
  kind: 'ci',
  repository,
  run,
  attempt,
});

test.each([
  ['the first attempt, seen by the second', ci('7', 1), ci('7', 2), true],
  ['the first attempt, seen by the tenth', ci('7', 1), ci('7', 10), true],
  ['the second attempt, seen by the first', ci('7', 2), ci('7', 1), false],
  ['the same attempt', ci('7', 1), ci('7', 1), false],
  ['an earlier run', ci('6', 1), ci('7', 2), false],
  ['a run of another repository', ci('7', 1, 'acme/web'), ci('7', 2), false],
  ['a session', { kind: 'session', id: '7', name: '7' } as const, ci('7', 2), false],
])('%s: its claims are over: %s → %s is %s', (_what, earlier, later, over) => {
  expect(isEarlierAttempt(earlier, later)).toBe(over);
});
