import type { CiStepName } from '../cli/commands/ci/step-list.ts';
import { problemOf } from '../core/model/problem.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import type { ActionCommand } from './action-command.ts';

/** A step of the workflow that works a plan off. */
export const stepCommand =
  (name: CiStepName): ActionCommand =>
  async ({ host }) => {
    const data = { message: `${name} is not built yet`, remedy: 'use `command: plan` or `command: check`' };
    host.error(describeProblem(problemOf('usage', data)).trimEnd());
    return 'failed';
  };
