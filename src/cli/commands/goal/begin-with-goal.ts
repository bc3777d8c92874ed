import { goalLines, readFirstText } from '../../../report/goal/goal-lines.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { refuse, warn } from '../../refuse.ts';
import { makeTaskFile } from './make-task-file.ts';
import { reportOf, showTasks, withTasks } from './plan-goal.ts';

/** How `run --goal` goes on: it is over, or the tasks are there to be run. */
export type BegunWithGoal =
  | { readonly kind: 'ended'; readonly code: ExitCode }
  | { readonly kind: 'go'; readonly context: CommandContext; readonly input: CommandInput };

/** The tasks of a goal into a file. Only with `--yes` they are run unread: else they are shown, and it stops. */
export async function beginWithGoal(context: CommandContext, input: CommandInput): Promise<BegunWithGoal> {
  const made = await makeTaskFile(context, input);
  if (!made.ok) return { kind: 'ended', code: refuse(context, made.problems) };
  const { file } = made.value;
  const next = withTasks(context, input, { file });
  if (input.options['yes'] !== true) {
    const code = await showTasks(next, made);
    if (!context.json) context.output.say(readFirstText(file, next.context.given));
    return { kind: 'ended', code };
  }
  const { columns } = context.output;
  if (!context.json)
    context.output.say(goalLines(reportOf(made.value, { starts: true }), columns).join('\n'));
  warn(context, made.warnings);
  return { kind: 'go', ...next };
}
