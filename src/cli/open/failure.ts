import { type Problem, ProblemError } from '../../core/model/problem.ts';
import { diskProblem } from '../../process/disk/disk-problem.ts';

/** What was thrown through a command, where it is the world's trouble; `undefined`: a bug of ours. */
export const problemOfError = (error: unknown): Problem | undefined =>
  error instanceof ProblemError ? error.problem : diskProblem(error);
