import type { RunContext } from '../../../app/perform/run-context.ts';
import type { Leftover } from '../../../app/ports/worktrees.ts';
import { runPlan } from '../../../app/run/run-plan.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import { isSettled, type RunState } from '../../../core/run/run-state.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { hiddenLine } from '../../../report/run/hidden-variables.ts';
import { knownLines } from '../../../report/run/known-lines.ts';
import { finishedBefore, leftoverLine, openingLine, submodulesLine } from '../../../report/run/opening.ts';
import { unfinishedText } from '../../../report/run/resuming.ts';
import { runJson, runReport } from '../../../report/run/run-report.ts';
import { strayNote } from '../../../report/stray-processes.ts';
import type { CommandContext, ExitCode } from '../../command.ts';
import { askBranchRules } from '../../open/branch-rules.ts';
import { findElsewhere } from '../../open/find-elsewhere.ts';
import { findsProcesses } from '../../open/folders.ts';
import { hiddenVariables } from '../../open/hidden-variables.ts';
import { findPatchTrouble, patchName } from '../../open/patch-file.ts';
import { type OpenedRunContext, openRunContext, placesOf } from '../../open/run.ts';
import { refuse } from '../../refuse.ts';
import { bringRefused } from './bring-refused.ts';
import { noteRefusal } from './note-refusal.ts';
import { type OpenRun, placeOf, type ReadyRun, writtenPlace } from './ready-run.ts';
import { reportOf } from './report-of-run.ts';
import { watchRun } from './watch-run.ts';

/** Opens the run in the table, or joins it, works it off and tells what came of it. */
export async function workOff(context: CommandContext, ready: ReadyRun): Promise<ExitCode> {
  const ruled = await findBarrier(context, ready);
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
    interrupted: context.signal,
    observe: watched.observe,
  });
  watched.end();
  if (isOver(value.run, state)) await note.end(value.run.plan.run);
  await noteRefusal({ context, table, branch: value.run.branch.ref, end: value.run.ending.branch });
  if (!context.signal.aborted) await value.tidy();
  const report = await reportOf({ context, ready, opened: value, state, record: watched.record() });
  const answer = runJson(report);
  await ready.report(answer);
  context.output.result(context.json ? JSON.stringify(answer) : runReport(report));
  const allDone = state.tasks.every(isSettled);
  return report.result.problem === undefined && allDone ? EXIT.done : EXIT.found;
}

/** What keeps the result from where it is to go, as far as that is seen before agents start. */
async function findBarrier(context: CommandContext, { table, made }: ReadyRun): Promise<Problem | undefined> {
  const { branch } = placesOf({ context, table, made });
  const file = patchName(made.settings.publish, made.plan.run);
  if (file !== undefined) return findPatchTrouble(context.cwd, file);
  return findElsewhere(table, made) ?? (await askBranchRules(context, table, branch.ref));
}

/** Everything was done before, and is on its branch, or written anew. */
async function tellFinished(
  context: CommandContext,
  ready: ReadyRun,
  { cleaned, branch, commit, run }: Exclude<OpenedRunContext, OpenRun>,
): Promise<ExitCode> {
  tellCleaned(context, ready, cleaned);
  const { plan } = ready.made;
  const place = placeOf(context, ready, run);
  const said = finishedBefore({
    plan,
    ...place,
    ...(await writtenPlace(context, { ...ready, place, to: commit })),
    branch: shortBranch(branch),
    commit,
    given: context.given,
  });
  await ready.report(said.json);
  context.output.result(context.json ? JSON.stringify(said.json) : said.text);
  return said.json['outcome'] === 'done' ? EXIT.done : EXIT.found;
}

/** Nothing of it is left for another start: all is done, on its branch, and marked so. */
const isOver = ({ ending }: RunContext, state: RunState): boolean =>
  state.tasks.every(isSettled) &&
  ending.branch !== undefined &&
  ending.branch.kind !== 'not-moved' &&
  ending.branch.unmarked === undefined;

const say = ({ json, output }: CommandContext, text: string): void => {
  if (!json && text !== '') output.say(text);
};

function tellOpening(context: CommandContext, ready: ReadyRun, opened: OpenRun): void {
  const { made, table } = ready;
  const { joined, unfinished, emptySubmodules, cleaned } = opened;
  const { branch, patch } = placeOf(context, ready, opened.run.plan.run);
  const { plan, unpushed, uncommitted } = made;
  const goal = { branch, ...(patch === undefined ? {} : { patch }) };
  say(context, openingLine({ plan, ...goal, table: table.table, unpushed, uncommitted, joined }));
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
