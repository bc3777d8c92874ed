import type { Plan } from '../../../core/model/plan.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { ownLine } from '../../../report/own-command.ts';
import type { CommandContext } from '../../command.ts';

const MOST_NAMES = 20;

const listsTasks = ({ given }: CommandContext): string =>
  `${ownLine({ command: 'plan', given })} lists the tasks, numbered`;

/** No task was named. */
export const whichTask = (context: CommandContext): Problem => usage('which task?', listsTasks(context));

/** A name that no task of the plan has. */
export function noSuchTask(context: CommandContext, plan: Plan, name: string): Problem {
  const known = plan.tasks.slice(0, MOST_NAMES).map(({ id }) => id);
  const names =
    known.length === 0 ? listsTasks(context) : `known: 1 to ${known.length}, or ${known.join(', ')}`;
  return usage(`there is no task ${name}`, names);
}

const usage = (message: string, remedy: string): Problem => ({ code: 'usage', data: { message, remedy } });
