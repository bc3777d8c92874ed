import { EXIT } from '../../report/exit-codes.ts';
import { explainScreen, findTask } from '../../report/plan/explain-screen.ts';
import { plannedTaskJson } from '../../report/plan/task-json.ts';
import { problemsJson } from '../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { refuse } from '../refuse.ts';
import { noSuchTask, whichTask } from './plan/name-task.ts';
import { planHere, planOptions } from './plan/plan.ts';

/** `explain <task|number>`: why this task, this agent, not sooner. Plans again: the same clone gives the same plan. */
export async function runExplain(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const name = input.operands[0];
  if (name === undefined) return refuse(context, [whichTask(context)]);
  const made = await planHere(context, planOptions(input));
  if (!made.ok) return refuse(context, made.problems);
  const { plan } = made.value;
  const task = findTask(plan, name);
  if (task === undefined) return refuse(context, [noSuchTask(context, plan, name)]);
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
