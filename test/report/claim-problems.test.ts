import { expect, test } from 'vitest';
import { findCaseClashes } from '../../src/core/plan/find-case-clashes.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';
import { paths } from '../support/state-values.ts';

test('two names of one lock are both said', () => {
  const [clash] = findCaseClashes(paths('README.md', 'readme.md', 'other.md'));
  expect(clash && describeProblem(clash)).toMatch(/^note: README\.md and readme\.md differ only in case/);
});
