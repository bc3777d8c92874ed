import { expect, test } from 'vitest';
import { concernsChange } from '../../../../src/core/analyse/reports/advisories/concerns-change.ts';
import type { RepoPath } from '../../../../src/core/model/ids.ts';
import type { Advisory, DependencyChange } from '../../../../src/core/model/project-state.ts';
import type { WallTime } from '../../../../src/core/model/time.ts';

const advisory = (given: Partial<Advisory>): Advisory => ({
  id: 'GHSA-x',
  ecosystem: 'npm',
  package: 'lodash',
  severity: 'high',
  title: '',
  source: { file: 'npm-audit.json', at: 0 as WallTime },
  ...given,
});
const change = (given: Partial<DependencyChange>): DependencyChange => ({
  path: 'package.json' as RepoPath,
  ecosystem: 'npm',
  name: 'lodash',
  ...given,
});

test.each([
  ['its own', {}, {}, true],
  ['another package', {}, { name: 'left-pad' }, false],
  ['the same name elsewhere', { ecosystem: 'PyPI' as const }, {}, false],
  ['of what it brings in', { package: 'qs', through: ['express'] }, { name: 'express' }, true],
  ['mended in that version', { fixedIn: '4.17.12' }, { to: '^4.17.12' }, false],
  ['mended before it', { fixedIn: '4.17.12' }, { to: '5' }, false],
  ['not yet mended', { fixedIn: '4.17.12' }, { to: '^4.9.0' }, true],
  ['a range that says nothing', { fixedIn: '4.17.12' }, { to: '*' }, true],
  ['a beta of the mended one', { fixedIn: '4.17.12' }, { to: '4.17.12-beta.1' }, true],
  [
    'another spelling',
    { ecosystem: 'PyPI' as const, package: 'Flask_Login' },
    { ecosystem: 'PyPI' as const, name: 'flask-login' },
    true,
  ],
])('%s', (_, of, now, expected) => {
  expect(concernsChange(advisory(of), change(now))).toBe(expected);
});
