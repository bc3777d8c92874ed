import type { MadePlan } from '../../../app/plan/make-plan.ts';
import type { PlanOptions } from '../../../app/plan/plan-deps.ts';
import { nobodyToStart } from '../../../config/agents/without-command.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { resultBranchOf } from '../../../core/run/name-result-branch.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { type GoalReport, goalJson, goalLines } from '../../../report/goal/goal-lines.ts';
import { type GivenOptions, ownArgv } from '../../../report/own-command.ts';
import type { Around } from '../../../report/plan/around-section.ts';
import { planFileText, planJson } from '../../../report/plan/plan-file.ts';
import type { PlanView } from '../../../report/plan/plan-view.ts';
import { problemsJson } from '../../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { writeOutput } from '../../open/planning.ts';
import { refuse, warn } from '../../refuse.ts';

export const refusePlan = (context: CommandContext, problems: readonly Problem[]): ExitCode =>
  refuse(context, problems);

/** The plan on stdout, as it was asked for, or alone into `--output FILE`. */
export async function reportPlan(ask: {
  readonly context: CommandContext;
  readonly input: CommandInput;
  readonly options: PlanOptions;
  readonly made: MadePlan;
  readonly warnings: readonly Problem[];
  /** Where its tasks come from, if an agent was asked for them. */
  readonly goal?: GoalReport;
}): Promise<ExitCode> {
  const { context, input, options, made, goal } = ask;
  const nobody = made.plan.tasks.length > 0 ? nobodyToStart(made.agents) : undefined;
  // That none was found at all is said on the screen, and is nothing to be warned of.
  const unable = nobody?.code === 'no-command' ? [{ ...nobody, severity: 'warning' } as const] : [];
  const problems = [...ask.warnings, ...made.plan.notices, ...unable];
  const file = input.options['output'];
  if (typeof file === 'string') await writeOutput(context.cwd, file, planFileText(made.plan));
  if (context.json) context.output.result(planReport(made, problems, { given: context.given, goal }));
  else {
    const above = goal === undefined ? '' : `${goalLines(goal, context.output.columns).join('\n')}\n`;
    const { render, isScreen } = await loadRenderer(context, input);
    if (!isScreen && above !== '') context.output.say(above);
    const around =
      isScreen && isEmpty(made, options) ? await lookAround(context, options.configFile) : undefined;
    const text = render({ ...viewOf(made, options, context.given), around });
    context.output.result(isScreen ? `${above}${text}` : text);
    warn(context, problems);
  }
  return EXIT.done;
}

/** Whoever has nothing to plan wants to know what others do. */
const isEmpty = ({ changes, plan }: MadePlan, { offline }: PlanOptions): boolean =>
  changes.length === 0 && plan.tasks.length === 0 && offline !== true;

async function lookAround(
  context: CommandContext,
  configFile: string | undefined,
): Promise<Around | undefined> {
  const { lookAround: look } = await import('./look-around.ts');
  return look(context, configFile);
}

async function loadRenderer(
  { output: { columns, colour } }: CommandContext,
  { options }: CommandInput,
): Promise<Renderer> {
  if (options['mermaid'] === true) {
    const { planMermaid } = await import('../../../report/plan/plan-mermaid.ts');
    return { render: ({ plan }) => planMermaid(plan), isScreen: false };
  }
  if (options['markdown'] === true) {
    const { planMarkdown } = await import('../../../report/plan/plan-markdown.ts');
    return { render: planMarkdown, isScreen: false };
  }
  const { planScreen } = await import('../../../report/plan/plan-screen.ts');
  return { render: (view) => planScreen(view, { columns, colour }), isScreen: true };
}

interface Renderer {
  readonly render: (view: PlanView) => string;
  /** For people; else it goes into something that takes nothing beside it. */
  readonly isScreen: boolean;
}

/** What the screens of a plan are made from. */
function viewOf(made: MadePlan, options: PlanOptions, given: GivenOptions): PlanView {
  const { how, name } = made.base;
  return {
    plan: made.plan,
    base: { name, how: how === 'first-parent' || how === 'root' ? how : 'branch' },
    changes: made.changes,
    seen: made.seen,
    agents: made.agents.filter(({ origin }) => origin !== 'role'),
    source: made.settings.source,
    minutes: made.settings.limits.minutes,
    resultBranch: resultBranchOf(made.settings.publish, made.plan.target),
    unpushed: made.unpushed,
    uncommitted: made.uncommitted,
    tasksFile: options.tasks?.file,
    below: made.below,
    given,
  };
}

function planReport(
  { plan, agents, uncommitted, unpushed }: MadePlan,
  problems: readonly Problem[],
  { given, goal }: { readonly given: GivenOptions; readonly goal: GoalReport | undefined },
): string {
  const canRun = plan.tasks.length > 0 && agents.some(({ runnable }) => runnable);
  return JSON.stringify({
    version: 1,
    command: 'plan',
    outcome: plan.tasks.length > 0 ? 'planned' : 'nothing-to-do',
    changed: false,
    ...(goal === undefined ? {} : { goal: goalJson(goal) }),
    plan: planJson(plan),
    uncommitted,
    unpushed,
    next: [
      ...(canRun ? [{ do: 'preview', run: ownArgv({ command: 'run', words: ['--dry-run'], given }) }] : []),
      ...(plan.tasks.length > 0
        ? [
            {
              do: 'explain',
              run: ownArgv({ command: 'explain', words: [plan.tasks[0]?.id ?? '1', '--json'], given }),
            },
          ]
        : []),
    ],
    problems: problemsJson(problems, given),
  });
}
