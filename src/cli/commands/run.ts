import type { MadePlan } from '../../app/make-plan.ts';
import { makePlan } from '../../app/make-plan.ts';
import { agentCommandText, commandText } from '../../app/perform/command-text.ts';
import type { PlanOptions } from '../../app/plan-deps.ts';
import { agentOfPreset } from '../../config/agents/agents-at-hand.ts';
import { nearestPreset } from '../../config/agents/nearest-preset.ts';
import { PRESET_NAMES } from '../../config/agents/presets/by-name.ts';
import { nobodyToStart } from '../../config/agents/without-command.ts';

import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import type { AgentSettings } from '../../core/model/settings.ts';
import type { WallTime } from '../../core/model/time.ts';
import { givenOptions } from '../../report/own-command.ts';
import { dryRunText } from '../../report/run/dry-run.ts';
import { resumedJson } from '../../report/run/resuming.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { insideARun } from '../inside-a-run.ts';
import { openingExit, refuse, warn } from '../refuse.ts';
import { openProject, openTable } from '../wire.ts';
import { findAnnex, findsProcesses } from '../wire-folders.ts';
import { notesOf } from '../wire-notes.ts';
import { openPlanning } from '../wire-plan.ts';
import { placesOf, repositoryAround, withHome } from '../wire-run.ts';
import { hiddenVariables } from '../wire-variables.ts';
import { planOptions, withProblems } from './plan.ts';
import { readTaskWords } from './read-task-words.ts';
import { keepNote } from './run-keeping.ts';
import { nothingToDo } from './run-nothing.ts';
import { decideBeginning, notedFrom } from './run-resume.ts';
import { type ReadyRun, workOff } from './run-work.ts';

/** `run`: plan, then work it off with local agents. */
export async function runRun(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const inside = insideARun(context);
  if (inside.length > 0) return refuse(context, { command: 'run', problems: inside, exit: 2 });
  if (input.options['publish'] === true || input.options['dismiss'] !== undefined)
    return refuse(context, {
      command: 'run',
      problems: usage('--publish and --dismiss are still to come', '').problems,
      exit: 2,
    });
  const ready = await prepare(context, input);
  if (!ready.ok)
    return refuse(context, { command: 'run', problems: ready.problems, exit: openingExit(ready.problems) });
  warn(context, ready.warnings);
  const { value } = ready;
  const on = { ...context, given: value.given };
  if (value.made.plan.tasks.length === 0) return nothingToDo(on, value);
  const nobody = nobodyToStart(value.agents, 'error');
  if (nobody !== undefined) return refuse(on, { command: 'run', problems: [nobody], exit: 2 });
  return input.options['dryRun'] === true ? dryRun(on, value) : workOff(on, value);
}

async function prepare(context: CommandContext, typed: CommandInput): Promise<Checked<ReadyRun>> {
  const [deps, project] = await Promise.all([
    openPlanning(context, { writes: typed.options['dryRun'] !== true }),
    openProject(context, planOptions(typed).configFile),
  ]);
  if (!deps.ok) return deps;
  if (!project.ok) return project;
  const { target } = deps.value.repository.place;
  const notes = notesOf(project.value.clone);
  const beginning = await decideBeginning({ context, input: typed, opened: project.value, notes, target });
  if (!beginning.ok) return beginning;
  const { input, given: noted, resumed, said } = beginning.value;
  if (!context.json && said !== '') context.output.say(said);
  const options = { ...planOptions(input), ...(noted ? { given: noted } : {}) };
  const jobs = jobsOf(input);
  if (!jobs.ok) return jobs;
  const preset = typeof input.options['with'] === 'string' ? input.options['with'] : undefined;
  const opened = resumed === undefined ? project : await openProject(context, options.configFile);
  if (!opened.ok) return opened;
  const annex = await findAnnex(opened.value.clone);
  if (annex !== undefined) return { ok: false, problems: [annex] };
  const chosen = preset === undefined ? undefined : agentOfPreset(opened.value.settings, preset);
  if (preset !== undefined && chosen === undefined)
    return usage(`there is no preset ${preset}`, presetAdvice(preset));
  const planning = chosen === undefined ? deps.value : { ...deps.value, findAgents: async () => [chosen] };
  const made = await withProblems(() => makePlan(planning, options));
  if (!made.ok) return made;
  const words = readTaskWords(input, made.value.plan);
  if (!words.ok) return words;
  const worktrees = typeof input.options['worktrees'] === 'string' ? input.options['worktrees'] : undefined;
  const misplaced =
    worktrees === undefined ? await worktreesMisplaced(context, made.value.settings) : undefined;
  if (misplaced !== undefined) return { ok: false, problems: [misplaced] };
  const table = await openTable(opened.value, { writes: input.options['dryRun'] !== true });
  if (!table.ok) return table;
  const warnings = [...made.warnings, ...made.value.plan.notices];
  const value = {
    made: made.value,
    agents: made.value.agents,
    table: table.value,
    jobs: jobs.value,
    worktrees,
    ...words.value,
    ...(resumed ? { resumed } : {}),
    given: { ...givenOptions(input.options), ...context.given },
    note: keepNote({
      notes,
      target,
      now: context.now.getTime() as WallTime,
      noted: notedFrom({ context, input, base: made.value.plan.base, given: givenBy(options, made.value) }),
    }),
  };
  return { ok: true, warnings, value };
}

const givenBy = ({ tasksFile, given }: PlanOptions, made: MadePlan): PlanOptions['given'] => {
  const file = tasksFile ?? given?.file;
  return file !== undefined && made.given ? { file, tasks: made.given } : undefined;
};

/** What everybody who clones a repository gets by its configuration makes no folders in other repositories. */
async function worktreesMisplaced(
  { env }: CommandContext,
  { worktrees: path, source }: MadePlan['settings'],
): Promise<Problem | undefined> {
  if (path === undefined || (await repositoryAround(withHome(path, env))) === undefined) return undefined;
  const where = source === undefined ? {} : { where: { file: source, key: 'worktrees' } };
  return problemOf('unsafe-path', { path, reason: 'in-repository' }, where);
}

const presetAdvice = (preset: string): string => {
  const near = nearestPreset(preset);
  return `${near === undefined ? '' : `did you mean ${near}? `}known: ${PRESET_NAMES.join(', ')}`;
};

const usage = (message: string, remedy: string): Extract<Checked<never>, { ok: false }> => ({
  ok: false,
  problems: [{ code: 'usage', severity: 'error', data: { message, remedy } }],
});

function jobsOf({ options }: CommandInput): Checked<number | undefined> {
  const text = options['jobs'];
  if (text === undefined) return { ok: true, value: undefined, warnings: [] };
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 100) return { ok: true, value: jobs, warnings: [] };
  return usage(`--jobs ${String(text)} is not a number of agents`, 'a whole number from 1 to 100');
}

function dryRun(context: CommandContext, { made, agents, table, worktrees, resumed }: ReadyRun): ExitCode {
  const places = placesOf({ context, table, made, ...(worktrees === undefined ? {} : { worktrees }) });
  const view = {
    plan: made.plan,
    agents,
    commandOf: ({ command, model }: AgentSettings) =>
      command === undefined ? 'has no command' : agentCommandText(command, model),
    ownCommandOf: ({ command }: MadePlan['plan']['tasks'][number]) =>
      command === undefined ? undefined : agentCommandText(command, undefined),
    branch: places.branch.ref.replace('refs/heads/', ''),
    table: table.table.display,
    hasRemote: table.table.kind === 'remote',
    worktrees: places.worktrees,
    hidden: hiddenVariables(context.env, { agents, plan: made.plan }),
    unpushed: made.unpushed,
    findsProcesses: findsProcesses(),
    uncommitted: made.uncommitted,
    given: context.given,
  };
  if (context.json) {
    const tasks = made.plan.tasks.map(({ id, assigned, start, command }) => ({
      id,
      agent: assigned ?? null,
      start,
      ...(command === undefined ? {} : { command: commandText(command) }),
    }));
    const result = { branch: view.branch, remote: view.hasRemote ? view.table : null };
    context.output.result(
      JSON.stringify({
        version: 1,
        command: 'run',
        outcome: 'dry-run',
        changed: false,
        run: made.plan.run,
        tasks,
        result,
        hidden: Object.fromEntries(view.hidden.map(({ agent, names }) => [agent, names])),
        ...(resumed ? { resumed: resumedJson(resumed) } : {}),
        next: [],
        problems: [],
      }),
    );
  } else context.output.result(dryRunText(view));
  return 0;
}
