import { type AnyData, datumOf, type Problem, type ProblemCode } from '../../core/model/problem.ts';
import { InternalError } from '../../core/model/unreachable.ts';
import { escapeText } from '../escape.ts';
import type { GivenOptions } from '../own-command.ts';
import { ciProblems } from './ci-problems.ts';
import { claimProblems } from './claim-problems.ts';
import { configProblems } from './config-problems.ts';
import { doctorProblems } from './doctor-problems.ts';
import type { Catalogue, Entry } from './entry.ts';
import { gitProblems } from './git-problems.ts';
import { goalProblems } from './goal-problems.ts';
import { runProblems } from './run-problems.ts';
import { serverProblems } from './server-problems.ts';
import { setupProblems } from './setup-problems.ts';
import { around, type Wording } from './wording.ts';

const LONGEST_LINE = 250;

// Every code has an entry: a missing one does not compile.
const CATALOGUE: Catalogue<ProblemCode> = {
  ...gitProblems,
  ...configProblems,
  ...claimProblems,
  ...serverProblems,
  ...doctorProblems,
  ...setupProblems,
  ...runProblems,
  ...goalProblems,
  ...ciProblems,
};

/** A problem's code and data belong together, which the compiler no longer sees for a code that it does not know. */
export function wordingOf({ code, data, where }: Problem, given: GivenOptions = {}): Wording {
  const { words } = CATALOGUE[code] as Entry<AnyData>;
  return words(data, around(given, where?.key));
}

/** An error, unless its code is a note's, or whoever met it goes on all the same. */
export const severityOf = ({ code, severity }: Problem): 'error' | 'warning' =>
  severity ?? CATALOGUE[code].severity;

/**
 * What a command exits with that cannot go on for these: the code of the gravest, which is the highest. What is only
 * noted beside them does not count.
 */
export function exitCodeOf(problems: readonly Problem[]): number {
  const codes = problems.filter((one) => severityOf(one) === 'error').map(({ code }) => CATALOGUE[code].exit);
  if (codes.length === 0) throw new InternalError(`a command ended without a reason`);
  return Math.max(...codes);
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
  const label = severityOf(problem) === 'warning' ? 'note: ' : '';
  const said = linesOf(problem).map((line) => `  | ${line}\n`);
  return `${label}${place === '' ? '' : `${place}: `}${what}\n${said.join('')}${remedy === '' ? '' : `  ${remedy}\n`}`;
}

/** One problem in JSON: the code is stable, the words are not. */
export function problemJson(problem: Problem, given: GivenOptions = {}): Record<string, unknown> {
  const { what, remedy } = wordingOf(problem, given);
  const lines = linesOf(problem);
  return {
    code: problem.code,
    severity: severityOf(problem),
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

/** What happened, without why and what helps. */
export const firstLine = (problem: Problem): string => describeProblem(problem).split('\n', 1)[0] ?? '';
