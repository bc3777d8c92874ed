import { makePlan } from '../../../app/plan/make-plan.ts';
import type { PlanOptions, TasksWish } from '../../../app/plan/plan-deps.ts';
import { type Checked, ProblemError } from '../../../core/model/problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { openPlanning } from '../../open/planning.ts';
import { openWorkspace } from '../../open/workspace.ts';

/**
 * `plan`: look, analyse, plan. Reads only. Here is no more than what starts git: the rest is loaded while git works.
 */
export async function runPlan(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const formats = formatsOf(context, input);
  if (formats.length > 1) return refuseFormats(context, formats);
  const options = planOptions(input);
  const planning = planHere(context, options);
  const [made, { reportPlan, refusePlan }] = await Promise.all([planning, import('./report-plan.ts')]);
  if (!made.ok) return refusePlan(context, made.problems);
  return reportPlan({ context, input, options, made: made.value, warnings: made.warnings });
}

/** A plan is said in one way. */
const formatsOf = ({ json }: CommandContext, { options }: CommandInput): readonly string[] => [
  ...(json ? ['--json'] : []),
  ...['markdown', 'mermaid'].flatMap((name) => (options[name] === true ? [`--${name}`] : [])),
];

async function refuseFormats(context: CommandContext, formats: readonly string[]): Promise<ExitCode> {
  const { refuse } = await import('../../refuse.ts');
  const data = {
    message: `${formats.join(' and ')} exclude each other`,
    remedy: 'leave all but one of them out',
  };
  return refuse(context, [{ code: 'usage', data }]);
}

/** The plan of the clone around the folder of the call; `explain` asks for the same. */
export async function planHere(context: CommandContext, options: PlanOptions): ReturnType<typeof makePlan> {
  const deps = await openPlanning(openWorkspace(context));
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
  const tasks = tasksWish(input);
  const selection = selectionWish(input);
  return {
    ...(base === undefined ? {} : { base }),
    ...(configFile === undefined ? {} : { configFile }),
    ...(tasks === undefined ? {} : { tasks }),
    ...(selection === undefined ? {} : { selection }),
    offline: input.options['offline'] === true,
  };
}

function selectionWish({ options }: CommandInput): PlanOptions['selection'] {
  const words = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  const [only, until] = [words(options['only']), words(options['until'])];
  return only.length + until.length === 0 ? undefined : { only, until };
}

function tasksWish(input: CommandInput): TasksWish | undefined {
  const file = textOption(input, 'tasks');
  const from = textOption(input, 'from');
  if (file === undefined) return undefined;
  return { file, lenient: input.options['lenient'] === true, ...(from === undefined ? {} : { from }) };
}

function textOption({ options }: CommandInput, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
