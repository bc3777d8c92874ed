import { expect, test } from 'vitest';
import { type ProblemCode, problemOf } from '../../src/core/model/problem.ts';
import { describeProblem, wordingOf } from '../../src/report/problems/describe-problem.ts';
import { PROBLEM_EXAMPLES } from '../support/problem-examples.ts';

const CASES = Object.entries(PROBLEM_EXAMPLES).flatMap(([code, examples]) =>
  examples.map((data) => [code as ProblemCode, data] as const),
);

test.each(CASES)('%s with %j is a sentence with its remedy', (code, data) => {
  const problem = problemOf(code, data as never);
  const { what, remedy } = wordingOf(problem);
  for (const text of [what, remedy]) {
    expect(text).not.toBe('');
    expect(text).not.toMatch(/undefined|\[object|NaN/);
    // a slot without its datum: doubled blanks, a comma or bracket after nothing, an end in the air
    expect(text).not.toMatch(/\S {2}|``|^[,:;]| [,;:)]|\( /);
  }
  expect(describeProblem(problem)).toContain(what);
});
