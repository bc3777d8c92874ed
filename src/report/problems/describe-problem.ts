import { type AnyData, datumOf, type Problem, type ProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import type { GivenOptions } from '../own-command.ts';
import { claimProblems } from './claim-problems.ts';
import { configProblems } from './config-problems.ts';
import { doctorProblems } from './doctor-problems.ts';
import { gitProblems } from './git-problems.ts';
import { runProblems } from './run-problems.ts';
import { serverProblems } from './server-problems.ts';
import { type Around, around, type Catalogue, type Wording } from './wording.ts';

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
export function wordingOf({ code, data, where }: Problem, given: GivenOptions = {}): Wording {
  const words = CATALOGUE[code] as (data: AnyData, around: Around) => Wording;
  return words(data, around(given, where?.key));
}

/** What a command of the team printed last. */
const linesOf = (problem: Problem): readonly string[] => {
  const lines = datumOf(problem, 'lines');
  return typeof lines === 'object' ? lines.map((line) => escapeText(line, LONGEST_LINE)) : [];
};

/** Where, what, what was printed, and what helps: to be pasted beside the command that was given these options. */
export function describeProblem(problem: Problem, given: GivenOptions = {}): string {
  const { what, remedy } = wordingOf(problem, given);
  const place = placeOf(problem);
  const label = problem.severity === 'warning' ? 'note: ' : '';
  const said = linesOf(problem).map((line) => `  | ${line}\n`);
  return `${label}${place === '' ? '' : `${place}: `}${what}\n${said.join('')}${remedy === '' ? '' : `  ${remedy}\n`}`;
}

/** One problem in JSON: the code is stable, the words are not. */
export function problemJson(problem: Problem, given: GivenOptions = {}): Record<string, unknown> {
  const { what, remedy } = wordingOf(problem, given);
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

/** Several of them, one after the other. */
export const describeProblems = (problems: readonly Problem[], given: GivenOptions = {}): string =>
  problems.map((problem) => describeProblem(problem, given)).join('');

export const problemsJson = (
  problems: readonly Problem[],
  given: GivenOptions = {},
): readonly Record<string, unknown>[] => problems.map((problem) => problemJson(problem, given));

function placeOf({ where }: Problem): string {
  if (!where) return '';
  const line =
    where.line === undefined ? '' : `:${where.line}${where.column === undefined ? '' : `:${where.column}`}`;
  return `${escapeText(where.file)}${line}${where.key === undefined ? '' : ` (${escapeText(where.key)})`}`;
}
