import { agentCommandText, commandText } from '../../../app/perform/command-text.ts';
import type { MadePlan } from '../../../app/plan/make-plan.ts';
import { nobodyToStart } from '../../../config/agents/without-command.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import type { AgentSettings } from '../../../core/model/settings.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import type { GivenOptions } from '../../../report/own-command.ts';
import { problemsJson } from '../../../report/problems/describe-problem.ts';
import { type DryRunView, dryRunText } from '../../../report/run/dry-run.ts';
import { resumedJson } from '../../../report/run/resuming.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { insideARun } from '../../inside-a-run.ts';
import { askObstacles } from '../../open/branch-rules.ts';
import { findsProcesses } from '../../open/folders.ts';
import { hiddenVariables } from '../../open/hidden-variables.ts';
import { findPatchTrouble, patchName } from '../../open/patch-file.ts';
import { placesOf } from '../../open/run.ts';
import { refuse, warn } from '../../refuse.ts';
import { goalTrouble } from '../goal/goal-trouble.ts';
import { nothingToDo } from './nothing-to-do.ts';
import { prepareRun } from './prepare-run.ts';
import type { ReadyRun } from './ready-run.ts';
import { workOff } from './work-off.ts';

/** `run`: plan, then work it off with local agents. */
export async function runRun(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const inside = insideARun(context);
  if (inside.length > 0) return refuse(context, inside);
  const trouble = goalTrouble('run', input);
  if (trouble !== undefined) return refuse(context, [trouble]);
  if (input.options['goal'] === undefined) return runGiven(context, input);
  const begun = await (await import('../goal/begin-with-goal.ts')).beginWithGoal(context, input);
  return begun.kind === 'ended' ? begun.code : runGiven(begun.context, begun.input);
}

/** What is to be done is known: from a file, or from what the change asks for. */
async function runGiven(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const mode = modeOf(input);
  if (typeof mode !== 'string') return refuse(context, [mode]);
  if (mode === 'publish') return (await import('./publish-run.ts')).publishRun(context, input);
  if (mode === 'dismiss') return (await import('./dismiss-runs.ts')).dismissRuns(context, input);
  const ready = await prepareRun(context, input);
  if (!ready.ok) return refuse(context, ready.problems);
  warn(context, ready.warnings);
  const { value } = ready;
  const on = { ...context, given: value.given };
  if (value.made.plan.tasks.length === 0) return nothingToDo(on, value);
  const nobody = nobodyToStart(value.agents);
  if (nobody !== undefined) return refuse(on, [nobody]);
  return mode === 'dry-run' ? dryRun(on, value) : workOff({ ...on, given: lastingOf(on.given) }, value);
}

/** What stood on standard input is gone; the clone remembers the tasks of a run that is not over. */
function lastingOf(given: GivenOptions): GivenOptions {
  if (given.tasks !== '-') return given;
  const { tasks: _, from: __, lenient: ___, ...rest } = given;
  return rest;
}

async function dryRun(
  context: CommandContext,
  { made, agents, table, worktrees, resumed }: ReadyRun,
): Promise<ExitCode> {
  const places = placesOf({ context, table, made, ...(worktrees === undefined ? {} : { worktrees }) });
  const patch = patchName(made.settings.publish, made.plan.run);
  const obstacles = await askObstacles({ context, table, made, branch: places.branch });
  const trouble = patch === undefined ? undefined : await findPatchTrouble(context.cwd, patch);
  if (trouble !== undefined) return refuse(context, [trouble]);
  const view = {
    plan: made.plan,
    agents,
    commandOf: ({ command, model }: AgentSettings) =>
      command === undefined ? 'has no command' : agentCommandText(command, model),
    ownCommandOf: ({ command }: MadePlan['plan']['tasks'][number]) =>
      command === undefined ? undefined : agentCommandText(command, undefined),
    branch: shortBranch(places.branch.ref),
    ...(patch === undefined ? {} : { patch }),
    table: table.table.display,
    hasRemote: table.table.kind === 'remote',
    worktrees: places.worktrees,
    hidden: hiddenVariables(context.env, { agents, plan: made.plan }),
    unpushed: made.unpushed,
    findsProcesses: findsProcesses(),
    uncommitted: made.uncommitted,
    given: context.given,
  };
  context.output.result(context.json ? dryRunJson(view, { resumed, obstacles }) : dryRunText(view));
  warn(context, obstacles);
  return EXIT.done;
}

function dryRunJson(
  view: DryRunView,
  of: { readonly resumed: ReadyRun['resumed']; readonly obstacles: readonly Problem[] },
): string {
  const { plan, patch, given } = view;
  const tasks = plan.tasks.map(({ id, assigned, start, command }) => ({
    id,
    agent: assigned ?? null,
    start,
    ...(command === undefined ? {} : { command: commandText(command) }),
  }));
  const to = { branch: view.branch, remote: view.hasRemote ? view.table : null };
  return JSON.stringify({
    version: 1,
    command: 'run',
    outcome: 'dry-run',
    changed: false,
    run: plan.run,
    tasks,
    result: patch === undefined ? to : { branch: null, remote: null, patch: { file: patch } },
    hidden: Object.fromEntries(view.hidden.map(({ agent, names }) => [agent, names])),
    ...(of.resumed ? { resumed: resumedJson(of.resumed) } : {}),
    next: [],
    problems: problemsJson(of.obstacles, given),
  });
}

const MODES = { dryRun: 'dry-run', publish: 'publish', dismiss: 'dismiss' } as const;

/** What `run` is to do; the problem, where it is to do two things. */
function modeOf({ options }: CommandInput): 'run' | (typeof MODES)[keyof typeof MODES] | Problem {
  const asked = Object.entries(MODES).flatMap(([name, mode]) => (options[name] === undefined ? [] : [mode]));
  const [mode = 'run', second] = asked;
  // a report says what tasks came to
  const other = second ?? (mode !== 'run' && options['report'] !== undefined ? 'report' : undefined);
  if (other === undefined) return mode;
  const message = `--${mode} and --${other} exclude each other`;
  return problemOf('usage', { message, remedy: 'leave one of them out' });
}
