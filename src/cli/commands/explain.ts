import type { Problem } from '../../core/model/problem.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { ownLine } from '../../report/own-command.ts';
import { explainScreen, findTask } from '../../report/plan/explain-screen.ts';
import { plannedTaskJson } from '../../report/plan/task-json.ts';
import { problemsJson } from '../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { refuse } from '../refuse.ts';
import { planHere, planOptions } from './plan/plan.ts';

/** `explain <task|number>`: why this task, this agent, not sooner. Plans again: the same clone gives the same plan. */
export async function runExplain(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const name = input.operands[0];
  const lists = `${ownLine({ command: 'plan', given: context.given })} lists the tasks, numbered`;
  if (name === undefined) return refuse(context, [usage('which task?', lists)]);
  const made = await planHere(context, planOptions(input));
  if (!made.ok) return refuse(context, made.problems);
  const { plan } = made.value;
  const task = findTask(plan, name);
  if (task === undefined) {
    const known = plan.tasks.slice(0, 20).map(({ id }) => id);
    return refuse(context, [
      usage(
        `there is no task ${name}`,
        known.length === 0 ? lists : `known: 1 to ${known.length}, or ${known.join(', ')}`,
      ),
    ]);
  }
  const { columns, colour } = context.output;
  if (!context.json) context.output.result(explainScreen(plan, task, { columns, colour }));
  else
    context.output.result(
      JSON.stringify({
        version: 1,
        command: 'explain',
        outcome: 'explained',
        changed: false,
        task: plannedTaskJson(task),
        next: [],
        problems: problemsJson(made.warnings, context.given),
      }),
    );
  return EXIT.done;
}

const usage = (message: string, remedy: string): Problem => ({
  code: 'usage',
  data: { message, remedy },
});
