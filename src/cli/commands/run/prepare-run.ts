import type { MadePlan } from '../../../app/plan/make-plan.ts';
import { makePlan } from '../../../app/plan/make-plan.ts';
import type { PlanDeps, PlanOptions } from '../../../app/plan/plan-deps.ts';
import type { RunNotes } from '../../../app/ports/run-notes.ts';
import { type Checked, problemOf } from '../../../core/model/problem.ts';
import { wallTime } from '../../../core/model/time.ts';
import { givenOptions } from '../../../report/own-command.ts';
import { type CommandContext, type CommandInput, configOf } from '../../command.ts';
import { findAnnex } from '../../open/folders.ts';
import { notesOf } from '../../open/notes.ts';
import type { Workspace } from '../../open/opened.ts';
import { openPlanning } from '../../open/planning.ts';
import { openReport } from '../../open/report-file.ts';
import { repositoryAround, withHome } from '../../open/run.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { planOptions, withProblems } from '../plan/plan.ts';
import { readPreset } from '../read-preset.ts';
import { type Beginning, decideBeginning, notedFrom } from './decide-beginning.ts';
import { keepNote } from './keep-note.ts';
import { type ResultOption, readResultOption, sendTo } from './read-result-option.ts';
import { checkSelection, readTaskWords } from './read-task-words.ts';
import type { ReadyRun } from './ready-run.ts';

/** Plans what is to be run, and finds who does it and where. */
export async function prepareRun(context: CommandContext, typed: CommandInput): Promise<Checked<ReadyRun>> {
  const begun = await beginPreparing(context, typed);
  if (!begun.ok) return begun;
  const { workspace, writes, input, options, asked } = begun.value;
  const made = await planBegun(begun.value);
  if (!made.ok) return made;
  const words = readTaskWords(input, made.value.plan);
  if (!words.ok) return words;
  const worktrees = await worktreesOf(context, input, made.value.settings);
  if (!worktrees.ok) return worktrees;
  const report = await openReport({
    cwd: context.cwd,
    file: input.options['report'],
    tasks: options.tasks?.file,
  });
  if (!report.ok) return report;
  const table = await workspace.table({ configFile: options.configFile, writes });
  if (!table.ok) return table;
  const warnings = [...made.warnings, ...made.value.plan.notices];
  const value = {
    made: sendTo(made.value, asked.result),
    agents: made.value.agents,
    table: table.value,
    jobs: asked.jobs,
    worktrees: worktrees.value,
    report: report.value,
    told: warnings,
    ...words.value,
    ...(begun.value.resumed ? { resumed: begun.value.resumed } : {}),
    given: { ...givenOptions(input.options), ...context.given },
    note: noteOf(context, begun.value, made.value),
  };
  return { ok: true, warnings, value };
}

/** What is known before anything is planned: what was typed, now or by the start that is gone on with. */
interface Begun extends Pick<Beginning, 'input' | 'resumed'> {
  readonly workspace: Workspace;
  readonly writes: boolean;
  readonly deps: PlanDeps;
  readonly notes: RunNotes;
  readonly options: PlanOptions;
  readonly asked: Asked;
}

async function beginPreparing(context: CommandContext, typed: CommandInput): Promise<Checked<Begun>> {
  const workspace = openWorkspace(context);
  const writes = typed.options['dryRun'] !== true;
  const [deps, project] = await Promise.all([
    openPlanning(workspace, { writes }),
    workspace.project(configOf(typed)),
  ]);
  if (!deps.ok) return deps;
  if (!project.ok) return project;
  const { target } = deps.value.repository.place;
  const notes = notesOf(project.value.clone);
  const beginning = await decideBeginning({ context, input: typed, workspace, notes, target });
  if (!beginning.ok) return beginning;
  const { input, given, resumed, said } = beginning.value;
  if (!context.json && said !== '') context.output.say(said);
  const asked = askedFor(input);
  if (!asked.ok) return asked;
  const options = { ...planOptions(input), ...(given ? { given } : {}) };
  const value = { workspace, writes, deps: deps.value, notes, input, options, asked: asked.value };
  return { ok: true, warnings: [], value: { ...value, ...(resumed ? { resumed } : {}) } };
}

/** The plan, of a clone in which agents can work, with nothing selected that it has not. */
async function planBegun({ workspace, deps, input, options }: Begun): Promise<Checked<MadePlan>> {
  const opened = await workspace.project(options.configFile);
  if (!opened.ok) return opened;
  const annex = await findAnnex(opened.value.clone);
  if (annex !== undefined) return { ok: false, problems: [annex] };
  const made = await planWith(withAgent(deps, opened.value.settings, input), options);
  const unknown = made.ok ? checkSelection(made.value) : [];
  return unknown.length > 0 ? { ok: false, problems: unknown } : made;
}

/** How this clone remembers the run, for the next start. */
function noteOf(context: CommandContext, begun: Begun, made: MadePlan): ReadyRun['note'] {
  const { notes, deps, input, options } = begun;
  return keepNote({
    notes,
    target: deps.repository.place.target,
    now: wallTime(context.now.getTime()),
    noted: notedFrom({ context, input, base: made.plan.base, given: givenBy(options, made) }),
  });
}

async function planWith(deps: Checked<PlanDeps>, options: PlanOptions): Promise<Checked<MadePlan>> {
  return deps.ok ? withProblems(() => makePlan(deps.value, options)) : deps;
}

/** `--with`: this agent alone, whatever is configured. */
function withAgent(deps: PlanDeps, settings: MadePlan['settings'], input: CommandInput): Checked<PlanDeps> {
  const chosen = readPreset(settings, input);
  if (!chosen.ok) return chosen;
  const { value } = chosen;
  const found = value === undefined ? deps : { ...deps, findAgents: async () => [value] };
  return { ok: true, value: found, warnings: [] };
}

const givenBy = ({ tasks, given }: PlanOptions, made: MadePlan): PlanOptions['given'] => {
  const file = tasks?.file === '-' ? 'standard input' : (tasks?.file ?? given?.file);
  return file !== undefined && made.given ? { file, tasks: made.given } : undefined;
};

/** As typed. What everybody who clones a repository gets by its configuration makes no folders in other repositories. */
async function worktreesOf(
  { env }: CommandContext,
  { options }: CommandInput,
  { worktrees: path, source }: MadePlan['settings'],
): Promise<Checked<string | undefined>> {
  const typed = options['worktrees'];
  if (typeof typed === 'string') return { ok: true, value: typed, warnings: [] };
  if (path === undefined || (await repositoryAround(withHome(path, env))) === undefined)
    return { ok: true, value: undefined, warnings: [] };
  const where = source === undefined ? {} : { where: { file: source, key: 'worktrees' } };
  return { ok: false, problems: [problemOf('unsafe-path', { path, reason: 'in-repository' }, where)] };
}

const usage = (message: string, remedy: string): Extract<Checked<never>, { ok: false }> => ({
  ok: false,
  problems: [{ code: 'usage', data: { message, remedy } }],
});

/** How many agents, and where the result goes. */
interface Asked {
  readonly jobs: number | undefined;
  readonly result: ResultOption | undefined;
}

function askedFor(input: CommandInput): Checked<Asked> {
  const jobs = jobsOf(input);
  if (!jobs.ok) return jobs;
  const result = readResultOption(input);
  if (!result.ok) return result;
  return { ok: true, value: { jobs: jobs.value, result: result.value }, warnings: [] };
}

function jobsOf({ options }: CommandInput): Checked<number | undefined> {
  const text = options['jobs'];
  if (text === undefined) return { ok: true, value: undefined, warnings: [] };
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 100) return { ok: true, value: jobs, warnings: [] };
  return usage(`--jobs ${String(text)} is not a number of agents`, 'a whole number from 1 to 100');
}
