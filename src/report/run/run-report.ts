import type { Plan } from '../../core/model/plan.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { RunRecord } from '../../core/run/run-record.ts';
import { isFinal, isSettled, type RunState } from '../../core/run/run-state.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { type GivenOptions, ownArgv, ownLine } from '../own-command.ts';
import { describeProblem, describeProblems, problemsJson } from '../problems/describe-problem.ts';
import { gradeLine } from './grade-line.ts';
import { type KeptReport, keptLines } from './kept-lines.ts';
import {
  branchLine,
  getResult,
  nextSteps,
  nothingPublished,
  placeName,
  pullLines,
  type ResultReport,
  resultJson,
  workLines,
} from './result-line.ts';
import { dismissStep, type ResumedRun, resumedJson } from './resuming.ts';
import { saidOf } from './said-of-task.ts';
import { skippedLines } from './skip-words.ts';

/** Everything that is said at the end of a run. */
export interface RunReport {
  readonly plan: Plan;
  readonly state: RunState;
  readonly record: RunRecord;
  readonly pushes: number;
  readonly result: ResultReport;
  /** Paths that made tasks wait for each other although their changes merge. */
  readonly proposed: readonly {
    readonly path: string;
    readonly glob: string;
    readonly waited: number;
  }[];
  /** Unpublished work, by task: the name under which the private repository keeps it. */
  readonly kept: readonly KeptReport[];
  /** The same of an earlier run that was killed; people were told of it at the start. */
  readonly rescued: readonly KeptReport[];
  /** Folders that stay, by task: something in them could be brought nowhere else. */
  readonly stays: ReadonlyMap<string, string>;
  /** About tasks that were done. */
  readonly notes: readonly Problem[];
  /** What was told before it started. */
  readonly told?: readonly Problem[];
  readonly leftBehind: readonly string[];
  readonly given: GivenOptions;
  /** Other runs for the same branch that did not come to their end. */
  readonly unfinished: readonly string[];
  readonly resumed?: ResumedRun;
}

/** The last lines of a run: what stands in the way, how good the plan was, and how to get the result. */
export function runReport(report: RunReport): string {
  const { given } = report;
  const problems = finalProblems(report.state);
  const blocks = [
    describeProblems(problems, given),
    report.result.problem ? describeProblem(report.result.problem, given) : '',
    keptLines(report.kept, report.stays, given),
    describeProblems(report.notes, given),
    report.leftBehind.map((path) => describeProblem({ code: 'left-behind', data: { path } })).join(''),
    skippedLines(report.state),
    `${gradeLine(report)}\n`,
    proposalLine(report),
    `${endLines(report).join('\n')}\n`,
  ];
  return blocks.filter((block) => block.trim() !== '').join('');
}

const finalProblems = (state: RunState): readonly Problem[] =>
  state.tasks.flatMap(({ phase }) => (isFinal(phase) && 'problem' in phase ? [phase.problem] : []));

const MOST_PROPOSED = 5;

/** What would have kept nobody waiting: a line for the configuration. */
function proposalLine({ proposed }: RunReport): string {
  if (proposed.length === 0) return '';
  const shown = proposed.slice(0, MOST_PROPOSED).map(({ glob }) => escapeText(JSON.stringify(glob)));
  const more = proposed.length - shown.length;
  const one = proposed.length === 1;
  const all = `${shown.join(', ')}${more > 0 ? ` and ${more} more (--json)` : ''}`;
  // Added, because a list that is written replaces the one that holds without it.
  return `Propose   add ${all} to claims.mergeable: tasks waited for ${one ? 'it' : 'them'} whose changes merge\n`;
}

/** Another start would find the same: what is left alone waits for a person's word. */
const isOver = (state: RunState): boolean =>
  state.tasks.every((one) => isSettled(one) || one.phase.kind === 'aside');

/** How to get what came out, and how to go on where not all is done. */
function endLines(report: RunReport): readonly string[] {
  const { result, state, given } = report;
  const again = ownLine({ command: 'run', given });
  const goOn = isOver(state) ? [] : [`Go on     ${again}      what is done stays done`];
  if (state.interrupted) return [interruptedLine(report), ...workLines(result, given), ...goOn];
  return [...resultLines(report), ...goOn];
}

function interruptedLine({ state, result }: RunReport): string {
  const done = state.tasks.filter(({ phase }) => phase.kind === 'done').length;
  const kept = `${count(done, 'task')} of ${state.tasks.length} ${done === 1 ? 'is' : 'are'} done and kept`;
  return `Interrupted: ${done === 0 && result.work === undefined ? 'no task was finished' : kept}`;
}

function resultLines({ result, record, kept, given, state }: RunReport): readonly string[] {
  if (result.commit === undefined && result.work !== undefined) return workLines(result, given);
  if (result.commit === undefined) return [nothingPublished(state, kept.length > 0)];
  if (record.published > 0) return [branchLine(result, given), ...pullLines(result)];
  return [
    `No new result: this run made none; what earlier starts made is ${result.patch === undefined ? 'on' : 'in'} ${placeName(result)} (${result.commit.slice(0, 7)}): ${getResult(result, given)}`,
    ...pullLines(result),
  ];
}

/** For programs: what to run where not all is done. */
const goOnStep = ({ state, given }: RunReport): readonly object[] =>
  isOver(state) ? [] : [{ do: 'go-on', run: ownArgv({ command: 'run', words: ['--json'], given }) }];

/** `--json`: one object. */
export function runJson(report: RunReport): Record<string, unknown> {
  const { plan, state, pushes, result } = report;
  const wrong = [...finalProblems(state), ...(result.problem ? [result.problem] : [])];
  const done = state.tasks.every(isSettled);
  return {
    version: 1,
    command: 'run',
    outcome: state.interrupted ? 'interrupted' : done && wrong.length === 0 ? 'done' : 'failed',
    changed: pushes > 0,
    run: plan.run,
    tasks: tasksJson(report),
    result: resultJson(result),
    ...(result.work ? { work: { ref: result.work.ref, commit: result.work.commit } } : {}),
    grade: gradeJson(report),
    unfinished: report.unfinished,
    ...(report.resumed ? { resumed: resumedJson(report.resumed) } : {}),
    kept: report.kept,
    folders: Object.fromEntries(report.stays),
    rescued: report.rescued,
    proposed: { mergeable: report.proposed },
    next: [
      ...nextSteps(result, report.given),
      ...goOnStep(report),
      ...dismissStep(report.unfinished, report.given),
    ],
    problems: problemsJson([...wrong, ...report.notes, ...(report.told ?? [])], report.given),
  };
}

const tasksJson = ({ plan, state }: RunReport): readonly object[] =>
  state.tasks.map(({ task, phase, tries }) => ({
    id: task.id,
    ...saidOf(plan, task.id),
    outcome: phase.kind,
    tries,
    ...('how' in phase ? { how: phase.how } : {}),
    ...('agent' in phase && phase.agent !== undefined ? { agent: phase.agent } : {}),
    ...('commit' in phase && phase.commit !== undefined ? { commit: phase.commit } : {}),
    ...('problem' in phase ? { problem: phase.problem.code } : {}),
    ...('because' in phase ? { because: phase.because } : {}),
    ...('why' in phase && phase.kind === 'skipped' ? { why: phase.why } : {}),
  }));

/** What it was planned to take, and what it took. */
function gradeJson({ plan, state, record, pushes }: RunReport): object {
  const { usedTokens } = state;
  return {
    planned_min: plan.makespan,
    took_s: Math.round(((record.endedAt ?? 0) - (record.startedAt ?? 0)) / 1000),
    agent_s: Math.round(state.usedMs / 1000),
    waited: record.waited.size,
    waited_in_run: record.waitedInRun.size,
    conflicts: record.conflicts,
    pushes,
    usd: state.usedUsd,
    ...(usedTokens === undefined ? {} : { tokens: { input: usedTokens.input, output: usedTokens.output } }),
  };
}
