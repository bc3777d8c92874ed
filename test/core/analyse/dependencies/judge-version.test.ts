import { expect, test } from 'vitest';
import { judgeVersion } from '../../../../src/core/analyse/dependencies/judge-version.ts';
import type { Ecosystem } from '../../../../src/core/model/ecosystem.ts';
import type { RepoPath } from '../../../../src/core/model/ids.ts';

const judge = (ecosystem: Ecosystem, from: string | undefined, to: string): string =>
  judgeVersion({
    path: 'manifest' as RepoPath,
    ecosystem,
    name: 'x',
    to,
    ...(from === undefined ? {} : { from }),
  });

test.each([
  ['npm', '^3.1.0', '^4.0.0', 'major'],
  ['npm', '^3.1.0', '^3.9.0', 'moved'],
  ['npm', '^4.0.0', '^3.0.0', 'moved'],
  ['crates.io', '0.3.1', '0.4.0', 'major'],
  ['Go', 'v0.51.0', 'v0.52.0', 'moved'],
  ['Go', 'v1.17.9', 'v2.5.0', 'major'],
  ['PyPI', '>=3.10', '>=4.10', 'moved'],
  ['PyPI', '>=3.10,<4', '>=3.10,<5', 'moved'],
  ['PyPI', '~=3.10', '~=4.1', 'major'],
  ['PyPI', undefined, '~=4.1', 'new'],
] as const)('%s: %s to %s is %s', (ecosystem, from, to, expected) => {
  expect(judge(ecosystem, from, to)).toBe(expected);
});
