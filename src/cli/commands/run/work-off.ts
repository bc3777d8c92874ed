import type { MadePlan } from '../../../app/make-plan.ts';
import type { RunContext } from '../../../app/perform/run-context.ts';
import type { Leftover } from '../../../app/ports/worktrees.ts';
import { proposeMergeable } from '../../../app/propose-mergeable.ts';
import { runPlan } from '../../../app/run-plan.ts';
import type { AgentSettings } from '../../../core/model/settings.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import type { RunRecord } from '../../../core/run/run-record.ts';
import type { RunState } from '../../../core/run/run-state.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import type { GivenOptions } from '../../../report/own-command.ts';
import { hiddenLine } from '../../../report/run/hidden-variables.ts';
import { knownLines } from '../../../report/run/known-lines.ts';
import { finishedBefore, leftoverLine, openingLine, submodulesLine } from '../../../report/run/opening.ts';
import { type ResumedRun, unfinishedText } from '../../../report/run/resuming.ts';
import { type RunReport, runJson, runReport } from '../../../report/run/run-report.ts';
import { strayNote } from '../../../report/stray-processes.ts';
import type { CommandContext, ExitCode } from '../../command.ts';
import { askBranchRules } from '../../open/branch-rules.ts';
import { findsProcesses } from '../../open/folders.ts';
import { hiddenVariables } from '../../open/hidden-variables.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { type OpenedRunContext, openRunContext, placesOf, remoteName } from '../../open/run.ts';
import { refuse } from '../../refuse.ts';
import { bringRefused } from './bring-refused.ts';
import type { NoteKeeping } from './keep-note.ts';
import { noteRefusal } from './note-refusal.ts';
import type { TaskWords } from './read-task-words.ts';
import { watchRun } from './watch-run.ts';

/** A plan with somebody to work it off. */
export interface ReadyRun extends TaskWords {
  readonly made: MadePlan;
  readonly agents: readonly AgentSettings[];
  readonly table: OpenedTable;
  readonly jobs: number | undefined;
  readonly worktrees: string | undefined;
  /** What this start goes on with. */
  readonly resumed?: ResumedRun;
  readonly note: NoteKeeping;
  /** What was typed, and what of an earlier start holds on. */
  readonly given: GivenOptions;
}

type OpenRun = Extract<OpenedRunContext, { kind: 'open' }>;

/** Opens the run in the table, or joins it, works it off and tells what came of it. */
export async function workOff(context: CommandContext, ready: ReadyRun): Promise<ExitCode> {
  const ruled = await askBranchRules(
    context,
    ready.table,
    placesOf({ context, table: ready.table, made: ready.made }).branch.ref,
  );
  if (ruled !== undefined) return refuse(context, [ruled]);
  const waited = await bringRefused(context, ready);
  if (waited !== undefined) return waited;
  const { jobs, worktrees, note, made, agents, table, again, accept } = ready;
  await note.begin(made.plan.run);
  const opened = await openRunContext({
    context,
    made,
    agents,
    table,
    again,
    accept,
    ...(jobs === undefined ? {} : { jobs }),
    ...(worktrees === undefined ? {} : { worktrees }),
  });
  if (!opened.ok) {
    await note.takeBack();
    return refuse(context, opened.problems);
  }
  const { value } = opened;
  if (value.kind === 'finished-before') {
    await note.end(made.plan.run);
    return tellFinished(context, ready, value);
  }
  // tasks that are wanted again are done in a run of another name
  if (value.run.plan.run !== made.plan.run) await note.begin(value.run.plan.run);
  tellOpening(context, ready, value);
  const watched = watchRun(context, value.run.claimant.machine);
  const state = await runPlan({
    context: value.run,
    agents,
    interrupted: context.signal,
    observe: watched.observe,
  });
  watched.end();
  if (isOver(value.run, state)) await note.end(value.run.plan.run);
  await noteRefusal({ context, table, branch: value.run.branch.ref, end: value.run.ending.branch });
  if (!context.signal.aborted) await value.tidy();
  const report = await reportOf({ context, ready, opened: value, state, record: watched.record() });
  context.output.result(context.json ? JSON.stringify(runJson(report)) : runReport(report));
  const allDone = state.tasks.every(({ phase }) => phase.kind === 'done');
  return report.result.problem === undefined && allDone ? EXIT.done : EXIT.found;
}

/** Everything was done before, and is on its branch. */
function tellFinished(
  context: CommandContext,
  ready: ReadyRun,
  { cleaned, branch, commit }: Exclude<OpenedRunContext, OpenRun>,
): ExitCode {
  tellCleaned(context, ready, cleaned);
  const { plan } = ready.made;
  const said = finishedBefore({
    plan,
    ...placeOf(context, ready),
    branch: shortBranch(branch),
    commit,
    given: context.given,
  });
  context.output.result(context.json ? JSON.stringify(said.json) : said.text);
  return EXIT.done;
}

/** Nothing of it is left for another start: all is done, on its branch, and marked so. */
const isOver = ({ ending }: RunContext, state: RunState): boolean =>
  state.tasks.every(({ phase }) => phase.kind === 'done') &&
  ending.branch !== undefined &&
  ending.branch.kind !== 'not-moved' &&
  ending.branch.unmarked === undefined;

const say = ({ json, output }: CommandContext, text: string): void => {
  if (!json && text !== '') output.say(text);
};

/** The branch of the results, and the remote that it is on. */
const placeOf = (context: CommandContext, { made, table }: ReadyRun) => ({
  branch: shortBranch(placesOf({ context, table, made }).branch.ref),
  remote: remoteName(table),
});

function tellOpening(context: CommandContext, ready: ReadyRun, opened: OpenRun): void {
  const { made, table } = ready;
  const { joined, unfinished, emptySubmodules, cleaned } = opened;
  const { branch } = placeOf(context, ready);
  const { plan, unpushed, uncommitted } = made;
  say(context, openingLine({ plan, branch, table: table.table, unpushed, uncommitted, joined }));
  say(context, hiddenLine(hiddenVariables(context.env, { agents: ready.agents, plan })));
  if (emptySubmodules.length > 0) say(context, submodulesLine(emptySubmodules));
  if (!findsProcesses()) say(context, `note: ${strayNote}\n`);
  // what is brought in is told as such
  const left = unfinished.filter((run) => !opened.brought.includes(run));
  say(context, unfinishedText(left, context.given));
  tellCleaned(context, ready, cleaned);
  const { known } = opened.run;
  if (known.size + opened.brought.length > 0) say(context, knownLines({ known, brought: opened.brought }));
}

function tellCleaned(context: CommandContext, { table }: ReadyRun, cleaned: readonly Leftover[]): void {
  for (const leftover of cleaned) say(context, leftoverLine(leftover, table.repository.path));
}

async function reportOf(ask: {
  readonly context: CommandContext;
  readonly ready: ReadyRun;
  readonly opened: OpenRun;
  readonly state: RunState;
  readonly record: RunRecord;
}): Promise<RunReport> {
  const { context, ready, opened, state, record } = ask;
  const { table, made } = ready;
  const { run, cleaned } = opened;
  const repository = table.repository.path;
  return {
    plan: made.plan,
    state,
    record,
    pushes: table.store.pushes,
    proposed: await proposeMergeable({ context: run, state, record }),
    result: { ...placeOf(context, ready), ...whereItMoved(run, repository) },
    kept: [
      ...[...run.leavings.kept].map(([task, ref]) => ({ task, ref, repository })),
      ...[...run.leavings.aside].flatMap(([task, all]) =>
        all.map(({ ref, ...aside }) => ({ task, repository, aside, ...(ref === undefined ? {} : { ref }) })),
      ),
    ],
    stays: run.leavings.stays,
    rescued: cleaned.flatMap(({ kept }) => (kept ? [{ ...kept, repository }] : [])),
    notes: [...run.leavings.notes.values()].flat(),
    leftBehind: run.leavings.leftBehind,
    given: context.given,
    unfinished: opened.unfinished,
    ...(ready.resumed ? { resumed: ready.resumed } : {}),
  };
}

function whereItMoved(
  { ending, result }: RunContext,
  repository: string,
): Pick<RunReport['result'], 'commit' | 'problem' | 'work'> {
  const moved = ending.branch;
  // undefined: interrupted, before the branch was to move
  const hasWork = (moved === undefined || moved.kind === 'not-moved') && result.tip !== result.head;
  return {
    commit: moved?.kind === 'moved' ? moved.to : undefined,
    problem: moved?.kind === 'not-moved' ? moved.problem : moved?.unmarked,
    ...(hasWork ? { work: { ref: result.ref, commit: result.tip, repository } } : {}),
  };
}
