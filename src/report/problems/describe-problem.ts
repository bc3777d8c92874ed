import type { Problem, ProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { claimProblems } from './claim-problems.ts';
import { configProblems } from './config-problems.ts';
import { doctorProblems } from './doctor-problems.ts';
import { gitProblems } from './git-problems.ts';
import { runProblems } from './run-problems.ts';
import type { Words } from './wording.ts';

// Every code has words: a missing one does not compile.
const CATALOGUE: Readonly<Record<ProblemCode, Words>> = {
  ...gitProblems,
  ...configProblems,
  ...claimProblems,
  ...doctorProblems,
  ...runProblems,
};

/** Where, what, and what helps; two lines for people. */
export function describeProblem(problem: Problem): string {
  const { what, remedy } = CATALOGUE[problem.code](problem.data, problem.where?.key);
  const place = placeOf(problem);
  const label = problem.severity === 'warning' ? 'note: ' : '';
  return `${label}${place === '' ? '' : `${place}: `}${what}\n${remedy === '' ? '' : `  ${remedy}\n`}`;
}

/** One problem in JSON: the code is stable, the words are not. */
export function problemJson(problem: Problem): Record<string, unknown> {
  const { what, remedy } = CATALOGUE[problem.code](problem.data, problem.where?.key);
  return {
    code: problem.code,
    severity: problem.severity,
    message: what,
    remedy,
    ...(problem.where ? { where: problem.where } : {}),
  };
}

function placeOf({ where }: Problem): string {
  if (!where) return '';
  const line =
    where.line === undefined ? '' : `:${where.line}${where.column === undefined ? '' : `:${where.column}`}`;
  return `${escapeText(where.file)}${line}${where.key === undefined ? '' : ` (${escapeText(where.key)})`}`;
}
