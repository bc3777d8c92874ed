import type { ConfigProblemCode } from '../../core/model/problem.ts';
import { backlogProblems } from './backlog-problems.ts';
import { fileProblems } from './config-file-problems.ts';
import { valueProblems } from './config-value-problems.ts';
import type { Catalogue } from './entry.ts';
import { reportProblems } from './report-problems.ts';
import { silenceProblems } from './silence-problems.ts';

/** Words for everything that can be wrong with configuration, task and state files, and with a command line. */
export const configProblems = {
  ...fileProblems,
  ...backlogProblems,
  ...valueProblems,
  ...reportProblems,
  ...silenceProblems,
} satisfies Catalogue<ConfigProblemCode>;
