import type { MadePlan } from '../../app/make-plan.ts';
import { makePlan } from '../../app/make-plan.ts';
import { commandText } from '../../app/perform/command-text.ts';
import { proposeMergeable } from '../../app/propose-mergeable.ts';
import { runPlan } from '../../app/run-plan.ts';
import { agentOfPreset } from '../../config/agents/agents-at-hand.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { AgentSettings } from '../../core/model/settings.ts';
import { dryRunText } from '../../report/run/dry-run.ts';
import { finishedBefore, leftoverLine, openingLine, submodulesLine } from '../../report/run/opening.ts';
import { runJson, runReport } from '../../report/run/run-report.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { openingExit, refuse, warn } from '../refuse.ts';
import { type OpenedTable, openProject, openTable } from '../wire.ts';
import { openPlanning } from '../wire-plan.ts';
import { openRunContext, placesOf, REMOVED_NAMES, remoteName } from '../wire-run.ts';
import { planOptions, withProblems } from './plan.ts';
import { watchRun } from './run-progress.ts';

/** `run`: plan, then work it off with local agents. */
export async function runRun(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const ready = await prepare(context, input);
  if (!ready.ok)
    return refuse(context, { command: 'run', problems: ready.problems, exit: openingExit(ready.problems) });
  warn(context, ready.warnings);
  const { value } = ready;
  if (value.made.plan.tasks.length === 0) return nothingToDo(context, value.made);
  const runnable = value.agents.filter(({ runnable: can, command }) => can && command !== undefined);
  if (runnable.length === 0) {
    const problem: Problem = { code: 'no-agents', severity: 'error', data: {} };
    return refuse(context, { command: 'run', problems: [problem], exit: 2 });
  }
  return input.options['dryRun'] === true ? dryRun(context, value) : work(context, value);
}

interface Ready {
  readonly made: MadePlan;
  readonly agents: readonly AgentSettings[];
  readonly table: OpenedTable;
  readonly jobs: number | undefined;
}

async function prepare(context: CommandContext, input: CommandInput): Promise<Checked<Ready>> {
  const options = planOptions(input);
  const jobs = jobsOf(input);
  if (!jobs.ok) return jobs;
  const preset = typeof input.options['with'] === 'string' ? input.options['with'] : undefined;
  const [deps, opened] = await Promise.all([openPlanning(context), openProject(context, options.configFile)]);
  if (!deps.ok) return deps;
  if (!opened.ok) return opened;
  const chosen = preset === undefined ? undefined : agentOfPreset(opened.value.settings, preset);
  if (preset !== undefined && chosen === undefined)
    return usage(
      `there is no preset ${preset}`,
      'claude-code and codex are two of them; the documentation lists all',
    );
  const planning = chosen === undefined ? deps.value : { ...deps.value, findAgents: async () => [chosen] };
  const made = await withProblems(() => makePlan(planning, options));
  if (!made.ok) return made;
  const table = await openTable(opened.value);
  if (!table.ok) return table;
  const warnings = [...made.warnings, ...made.value.plan.notices];
  const value = { made: made.value, agents: made.value.agents, table: table.value, jobs: jobs.value };
  return { ok: true, warnings, value };
}

const usage = (message: string, remedy: string): Checked<never> => ({
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

function nothingToDo(context: CommandContext, { plan }: MadePlan): ExitCode {
  const report = {
    version: 1,
    command: 'run',
    outcome: 'nothing-to-do',
    changed: false,
    run: plan.run,
    tasks: [],
    next: [],
    problems: [],
  };
  if (context.json) context.output.result(JSON.stringify(report));
  else context.output.result('nothing to do: this change asks for no task; nothing was changed\n');
  return 0;
}

function dryRun(context: CommandContext, { made, agents, table }: Ready): ExitCode {
  const places = placesOf({ context, table, made });
  const view = {
    plan: made.plan,
    agents,
    commandOf: ({ command }: AgentSettings) =>
      command === undefined ? 'has no command' : commandText(command),
    branch: places.branch.ref.replace('refs/heads/', ''),
    table: table.table.display,
    hasRemote: table.table.kind === 'remote',
    worktrees: places.worktrees,
    removed: REMOVED_NAMES,
    unpushed: made.unpushed,
  };
  if (context.json) {
    const tasks = made.plan.tasks.map(({ id, assigned, start }) => ({ id, agent: assigned ?? null, start }));
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
        next: [],
        problems: [],
      }),
    );
  } else context.output.result(dryRunText(view));
  return 0;
}

async function work(context: CommandContext, ready: Ready): Promise<ExitCode> {
  const { made, agents, table, jobs } = ready;
  const opened = await openRunContext({
    context,
    table,
    made,
    agents,
    ...(jobs === undefined ? {} : { jobs }),
  });
  if (!opened.ok) {
    const exit = opened.problems.some(({ code }) => code === 'run-elsewhere') ? 3 : 4;
    return refuse(context, { command: 'run', problems: opened.problems, exit });
  }
  const branch = placesOf({ context, table, made }).branch.ref.replace('refs/heads/', '');
  const remote = remoteName(table);
  const say = (text: string): void => {
    if (!context.json) context.output.say(text);
  };
  const { cleaned } = opened.value;
  const sayCleaned = (): void => {
    for (const leftover of cleaned) say(leftoverLine(leftover, table.repository.path));
  };
  if (opened.value.kind === 'finished-before') {
    sayCleaned();
    const { commit } = opened.value;
    const said = finishedBefore({ plan: made.plan, branch, commit, remote });
    context.output.result(context.json ? JSON.stringify(said.json) : said.text);
    return 0;
  }
  const { run, joined, unfinished, hasSubmodules } = opened.value;
  say(
    openingLine({ plan: made.plan, branch, table: table.table, unpushed: made.unpushed, joined, unfinished }),
  );
  if (hasSubmodules) say(submodulesLine);
  sayCleaned();
  const watched = watchRun(context, run.desk.machine);
  const state = await runPlan({
    context: run,
    agents,
    interrupted: context.signal,
    observe: watched.observe,
  });
  watched.end();
  if (!context.signal.aborted) await opened.value.tidy();
  const moved = run.board.branchMoved;
  const report = {
    plan: made.plan,
    state,
    record: watched.record(),
    pushes: table.store.pushes,
    proposed: await proposeMergeable({ context: run, state, record: watched.record() }),
    result: {
      branch,
      remote,
      commit: moved?.kind === 'moved' ? moved.to : undefined,
      problem: moved?.kind === 'not-moved' ? moved.problem : moved?.unmarked,
    },
    kept: [...run.board.kept].map(([task, ref]) => ({ task, ref, repository: table.repository.path })),
    rescued: cleaned.flatMap(({ kept }) => (kept ? [{ ...kept, repository: table.repository.path }] : [])),
    leftBehind: run.board.leftBehind,
  };
  if (context.json) context.output.result(JSON.stringify(runJson(report)));
  else context.output.result(runReport(report));
  const wellEnded = moved?.kind !== 'not-moved' && moved?.unmarked === undefined;
  return wellEnded && state.tasks.every(({ phase }) => phase.kind === 'done') ? 0 : 1;
}
