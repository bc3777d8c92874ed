import { expect, test } from 'vitest';
import { isReleaseBranch } from '../../src/core/analyse/merge-candidates.ts';
import { landedNumber, pullNumber } from '../../src/core/analyse/pull-number.ts';

test.each([
  'release',
  'releases/2.1',
  'release-3',
  'rel/v2',
  'stable',
  'stable/4.2',
  'maint',
  'maintenance/2',
  'v1',
  'v2.x',
  'V3',
  '1.x',
  '4.2',
  '4.2.x',
  '4.2-stable',
  '3.x-lts',
  '12-stable',
  'v5.0-maint',
])('%s is kept for releases', (name) => {
  expect(isReleaseBranch(name)).toBe(true);
});

test.each([
  'release-notes',
  'release/summer',
  'feature/release-1',
  'fix-v2',
  'v2-migration',
  '123',
  '123-fix',
  'stabilise',
  'main',
  'release-please--branches--main',
  'next',
  '06-24-chore_update',
])('%s is not', (name) => {
  expect(isReleaseBranch(name)).toBe(false);
});

test.each([
  ['pull/12/head', 12],
  ['pr/7', 7],
  ['pr-7', 7],
  ['origin/pull/3/merge', 3],
  ['merge-requests/9/head', 9],
  ['fix-12', undefined],
  ['pr/7/more', undefined],
  ['issue/12', undefined],
])('%s is of pull request %s', (branch, number) => {
  expect(pullNumber(branch)).toBe(number);
});

test.each([
  ['Mend it (#12)', 12],
  ['Revert "Mend it (#12)" (#13)', 13],
  ['Mend it (#12) at last', undefined],
  ['#12', undefined],
])('%s landed %s', (subject, number) => {
  expect(landedNumber(subject)).toBe(number);
});
