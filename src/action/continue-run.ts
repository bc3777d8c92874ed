import { dispatchWorkflow } from '../cli/open/dispatch.ts';
import { problemOf } from '../core/model/problem.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import type { ActionStart } from './action-command.ts';

/** Starts this workflow again, on the default branch, with the run as its only input: everything else is in the refs. */
export async function continueRun({ host, env, token, defaultBranch }: ActionStart): Promise<void> {
  const run = host.input('run');
  const failed = await dispatchWorkflow({ env, token, ref: defaultBranch, run });
  if (failed === undefined) return;
  host.warning(describeProblem(problemOf('not-continued', { run, ...failed })).trimEnd());
}
