import type { Problem } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import type { GivenOptions } from '../own-command.ts';
import { describeProblems, problemsJson } from '../problems/describe-problem.ts';
import { branchLine, nextSteps, pullLines, type ResultReport, resultJson, workLines } from './result-line.ts';
import { dismissStep, unfinishedText } from './resuming.ts';

/** What came of bringing finished work to its branch, without any agent. */
export interface PublishedReport {
  readonly target: string;
  /** Runs whose work is on the branch now, or would be. */
  readonly runs: readonly string[];
  /** Of those, all of whose tasks are done. */
  readonly finished: readonly string[];
  /** Runs of this branch that still have tasks to do. */
  readonly unfinished: readonly string[];
  readonly result: ResultReport;
  /** Further runs' work, where it is, if it did not come to the branch. */
  readonly works: readonly NonNullable<ResultReport['work']>[];
  readonly problems: readonly Problem[];
  /** What is no failure. */
  readonly notes?: readonly Problem[];
  readonly pushes: number;
  readonly given: GivenOptions;
}

export function publishedText(report: PublishedReport): string {
  const { target, runs, result, problems, given, unfinished } = report;
  const said = describeProblems([...problems, ...(report.notes ?? [])], given);
  if (result.commit !== undefined) {
    const what = `published what ${listTexts(runs)} had finished; no agent was started\n`;
    const lines = [branchLine(result, given), ...pullLines(result)].join('\n');
    return `${what}${said}${unfinishedText(unfinished, given)}${lines}\n`;
  }
  if (runs.length > 0) {
    const works = report.works.flatMap((work, at) =>
      workLines({ ...result, work }, given).slice(0, at === report.works.length - 1 ? undefined : 1),
    );
    return `${said}${works.join('\n')}\n`;
  }
  if (problems.length > 0) return said;
  const nothing = `nothing to publish: no run of ${escapeText(target)} has finished work that is not ${result.patch === undefined ? `on ${escapeText(result.branch)} or ` : ''}on your branch`;
  return `${nothing}\n${unfinishedText(unfinished, given)}`;
}

export function publishedJson(report: PublishedReport): Record<string, unknown> {
  const { runs, finished, unfinished, result, problems, pushes, given } = report;
  const isNothing = runs.length === 0 && problems.length === 0;
  const [work] = report.works;
  return {
    version: 1,
    command: 'run',
    outcome: result.commit !== undefined ? 'published' : isNothing ? 'nothing-to-publish' : 'failed',
    changed: result.commit !== undefined,
    runs,
    finished,
    unfinished,
    result: resultJson(result),
    ...(result.commit === undefined && work ? { work: { ref: work.ref, commit: work.commit } } : {}),
    pushes,
    next: [
      ...nextSteps(result.commit === undefined && work ? { ...result, work } : result, given),
      ...dismissStep(unfinished, given),
    ],
    problems: problemsJson([...problems, ...(report.notes ?? [])], given),
  };
}
