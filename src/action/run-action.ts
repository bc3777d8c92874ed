import { problemOf } from '../core/model/problem.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import type { ActionStart } from './action-command.ts';
import { ACTION_COMMANDS } from './command-table.ts';

/** The Action: the command that its input names. */
export async function runAction(start: ActionStart): Promise<'done' | 'failed'> {
  const name = start.host.input('command') || 'plan';
  const load = ACTION_COMMANDS.get(name);
  if (load) return (await load())(start);
  const known = [...ACTION_COMMANDS.keys()].join(', ');
  const data = { message: `the Action has no command ${name}`, remedy: `use one of: ${known}` };
  start.host.error(describeProblem(problemOf('usage', data)).trimEnd());
  return 'failed';
}
