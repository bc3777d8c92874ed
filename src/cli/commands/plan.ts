import { type MadePlan, makePlan } from '../../app/make-plan.ts';
import type { PlanOptions } from '../../app/plan-deps.ts';
import { type Checked, type Problem, ProblemError } from '../../core/model/problem.ts';
import { planJson } from '../../report/plan/plan-json.ts';
import type { PlanView } from '../../report/plan/plan-view.ts';
import { problemJson } from '../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { openingExit, refuse, warn } from '../refuse.ts';
import { openPlanning, writeOutput } from '../wire-plan.ts';

/** `plan`: look, analyse, plan. Reads only; the plan goes to stdout, or alone into `--output FILE`. */
export async function runPlan(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const options = planOptions(input);
  const rendering = loadRenderer(context, input); // while git works
  const made = await planHere(context, options);
  if (!made.ok)
    return refuse(context, { command: 'plan', problems: made.problems, exit: openingExit(made.problems) });
  const problems = [...made.warnings, ...made.value.plan.notices];
  const file = textOption(input, 'output');
  if (file !== undefined)
    await writeOutput(
      context.cwd,
      file,
      `${JSON.stringify(planJson(made.value.plan, problemJson), null, 2)}\n`,
    );
  if (context.json) context.output.result(planReport(made.value, problems));
  else {
    context.output.result((await rendering)(viewOf(made.value, options)));
    warn(context, problems);
  }
  return 0;
}

/** The plan of the clone around the folder of the call; `explain` asks for the same. */
export async function planHere(context: CommandContext, options: PlanOptions): ReturnType<typeof makePlan> {
  const deps = await openPlanning(context);
  return deps.ok ? withProblems(() => makePlan(deps.value, options)) : deps;
}

/** A question that git could not answer is told like any other problem. */
export async function withProblems<T>(ask: () => Promise<Checked<T>>): Promise<Checked<T>> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problems: [error.problem] };
    throw error;
  }
}

/** Options that all commands with a plan share. */
export function planOptions(input: CommandInput): PlanOptions {
  const base = textOption(input, 'base');
  const configFile = textOption(input, 'config');
  const tasksFile = textOption(input, 'tasks');
  return {
    ...(base === undefined ? {} : { base }),
    ...(configFile === undefined ? {} : { configFile }),
    ...(tasksFile === undefined ? {} : { tasksFile }),
    offline: input.options['offline'] === true,
  };
}

function textOption({ options }: CommandInput, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

async function loadRenderer(
  { output: { columns, colour } }: CommandContext,
  { options }: CommandInput,
): Promise<(view: PlanView) => string> {
  if (options['mermaid'] === true) {
    const { planMermaid } = await import('../../report/plan/plan-mermaid.ts');
    return ({ plan }) => planMermaid(plan);
  }
  if (options['markdown'] === true) return (await import('../../report/plan/plan-markdown.ts')).planMarkdown;
  const { planScreen } = await import('../../report/plan/plan-screen.ts');
  return (view) => planScreen(view, { columns, colour });
}

/** What the screens of a plan are made from. */
export function viewOf(made: MadePlan, options: PlanOptions): PlanView {
  const { how, name } = made.base;
  return {
    plan: made.plan,
    base: { name, how: how === 'first-parent' || how === 'root' ? how : 'branch' },
    changes: made.changes,
    agents: made.agents.filter(({ origin }) => origin !== 'role'),
    source: made.settings.source,
    minutes: made.settings.limits.minutes,
    unpushed: made.unpushed,
    uncommitted: made.uncommitted,
    tasksFile: options.tasksFile,
  };
}

function planReport({ plan, agents, uncommitted, unpushed }: MadePlan, problems: readonly Problem[]): string {
  const canRun = plan.tasks.length > 0 && agents.some(({ runnable }) => runnable);
  return JSON.stringify({
    version: 1,
    command: 'plan',
    outcome: plan.tasks.length > 0 ? 'planned' : 'nothing-to-do',
    changed: false,
    plan: planJson(plan, problemJson),
    uncommitted,
    unpushed,
    next: [
      ...(canRun ? [{ do: 'preview', run: ['agentic-plan', 'run', '--dry-run'] }] : []),
      ...(plan.tasks.length > 0
        ? [{ do: 'explain', run: ['agentic-plan', 'explain', plan.tasks[0]?.id, '--json'] }]
        : []),
    ],
    problems: problems.map(problemJson),
  });
}
