import { expect, test } from 'vitest';
import type { RepoPath } from '../../src/core/model/ids.ts';
import { findCaseClashes } from '../../src/core/paths/find-case-clashes.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';

test('two names of one lock are both said', () => {
  const [clash] = findCaseClashes(['README.md', 'readme.md', 'other.md'] as RepoPath[]);
  expect(clash && describeProblem(clash)).toMatch(/^note: README\.md and readme\.md differ only in case/);
});
