import { type AnyData, datumOf, type Problem, type ProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { claimProblems } from './claim-problems.ts';
import { configProblems } from './config-problems.ts';
import { doctorProblems } from './doctor-problems.ts';
import { gitProblems } from './git-problems.ts';
import { runProblems } from './run-problems.ts';
import { serverProblems } from './server-problems.ts';
import type { Catalogue, Wording } from './wording.ts';

const LONGEST_LINE = 250;

// Every code has words: a missing one does not compile.
const CATALOGUE: Catalogue<ProblemCode> = {
  ...gitProblems,
  ...configProblems,
  ...claimProblems,
  ...serverProblems,
  ...doctorProblems,
  ...runProblems,
};

/** A problem's code and data belong together, which the compiler no longer sees for a code that it does not know. */
export function wordingOf({ code, data, where }: Problem): Wording {
  const words = CATALOGUE[code] as (data: AnyData, key: string | undefined) => Wording;
  return words(data, where?.key);
}

/** What a command of the team printed last. */
const linesOf = (problem: Problem): readonly string[] => {
  const lines = datumOf(problem, 'lines');
  return typeof lines === 'object' ? lines.map((line) => escapeText(line, LONGEST_LINE)) : [];
};

/** Where, what, what was printed, and what helps. */
export function describeProblem(problem: Problem): string {
  const { what, remedy } = wordingOf(problem);
  const place = placeOf(problem);
  const label = problem.severity === 'warning' ? 'note: ' : '';
  const said = linesOf(problem).map((line) => `  | ${line}\n`);
  return `${label}${place === '' ? '' : `${place}: `}${what}\n${said.join('')}${remedy === '' ? '' : `  ${remedy}\n`}`;
}

/** One problem in JSON: the code is stable, the words are not. */
export function problemJson(problem: Problem): Record<string, unknown> {
  const { what, remedy } = wordingOf(problem);
  const lines = linesOf(problem);
  return {
    code: problem.code,
    severity: problem.severity,
    message: what,
    remedy,
    ...(lines.length > 0 ? { lines } : {}),
    ...(problem.where ? { where: problem.where } : {}),
  };
}

function placeOf({ where }: Problem): string {
  if (!where) return '';
  const line =
    where.line === undefined ? '' : `:${where.line}${where.column === undefined ? '' : `:${where.column}`}`;
  return `${escapeText(where.file)}${line}${where.key === undefined ? '' : ` (${escapeText(where.key)})`}`;
}
