import type { Problem } from '../../../core/model/problem.ts';
import type { GoalReport } from '../../../report/goal/goal-lines.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { insideARun } from '../../inside-a-run.ts';
import { refuse } from '../../refuse.ts';
import { planHere, planOptions } from '../plan/plan.ts';
import { reportPlan } from '../plan/report-plan.ts';
import { goalTrouble } from './goal-trouble.ts';
import { type MadeTaskFile, makeTaskFile } from './make-task-file.ts';

/** `plan --goal`: the tasks of a goal into a file, then the plan of that file. Nothing of it is started. */
export async function planGoal(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const inside = insideARun(context);
  if (inside.length > 0) return refuse(context, inside);
  const trouble = goalTrouble('plan', input);
  if (trouble !== undefined) return refuse(context, [trouble]);
  const made = await makeTaskFile(context, input);
  if (!made.ok) return refuse(context, made.problems);
  // who was asked for tasks is not who does them
  return showTasks(withTasks(context, input, { file: made.value.file, but: ['with'] }), made);
}

/** What was typed, with the file of the tasks in place of the goal. */
export function withTasks(
  context: CommandContext,
  input: CommandInput,
  to: { readonly file: string; readonly but?: readonly string[] },
): { readonly context: CommandContext; readonly input: CommandInput } {
  const gone = new Set(['goal', 'fresh', 'yes', 'output', ...(to.but ?? [])]);
  const rest = (options: object) =>
    Object.fromEntries(Object.entries(options).filter(([name]) => !gone.has(name)));
  return {
    context: { ...context, given: { ...rest(context.given), tasks: to.file } },
    input: { ...input, options: { ...rest(input.options), tasks: to.file } },
  };
}

/** The plan of the file, and how the file came about. */
export async function showTasks(
  { context, input }: { readonly context: CommandContext; readonly input: CommandInput },
  file: { readonly value: MadeTaskFile; readonly warnings: readonly Problem[] },
): Promise<ExitCode> {
  const options = planOptions(input);
  const planned = await planHere(context, options);
  if (!planned.ok) return refuse(context, planned.problems);
  const warnings = [...file.warnings, ...planned.warnings];
  return reportPlan({ context, input, options, made: planned.value, warnings, goal: reportOf(file.value) });
}

export const reportOf = (
  { file, tasks, facts, recalled, shared }: MadeTaskFile,
  { starts } = { starts: false },
): GoalReport => ({
  file,
  tasks: tasks.length,
  ...facts,
  recalled,
  shared,
  starts,
});
