import type { ProblemCode } from './problem-codes.ts';
import type { ProblemData } from './problem-data.ts';

export type {
  ClaimProblemCode,
  ConfigProblemCode,
  DoctorProblemCode,
  GitProblemCode,
  GoalProblemCode,
  ProblemCode,
  RunProblemCode,
  ServerProblemCode,
  SetupProblemCode,
} from './problem-codes.ts';

/**
 * Expected trouble, as data: a stable kebab-case code and what it is about. `report/problems/` has what a code
 * means: how serious it is, the exit code, words and the command that helps. All problems of a stage are collected and reported together.
 */
export type Problem = CodeAndData & Framed;

interface Framed {
  /** Only where it is less than its code says by itself: what is told beforehand, or what goes on all the same. */
  readonly severity?: 'warning';
  readonly where?: Where;
}

/** What happened: neither words that ask for more than their code has compile, nor a producer that leaves some out. */
export type CodeAndData = {
  readonly [C in ProblemCode]: { readonly code: C; readonly data: ProblemData[C] };
}[ProblemCode];

/** What words are made of; texts are raw (unescaped) and are escaped when printed. */
export type AnyData = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What the words of one code need. */
export type DataOf<C extends ProblemCode> = ProblemData[C];

/** One datum of a problem whose code is not known where it is read; `undefined` where there is none of that name. */
export const datumOf = (problem: CodeAndData | undefined, name: string): AnyData[string] | undefined =>
  (problem?.data as AnyData | undefined)?.[name];

/** A problem of any code, where code and data come together from elsewhere. */
export const problemOf = <C extends ProblemCode>(
  code: C,
  data: DataOf<C>,
  frame: Partial<Framed> = {},
): Problem => ({ ...frame, code, data }) as Problem; // the pair is checked above

/** A place in a file that a person can open. Lines and columns count from 1; `key` is a dotted path. */
export interface Where {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly key?: string;
}

/** A value, or everything that stands against it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Carries a problem out of a question whose answer has no room for it; entries print it as any other problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
