import type { Cost } from '../../core/agents/cost.ts';
import type { Problem } from '../../core/model/problem.ts';
import { countShared, type SharedPaths } from '../../core/plan/goal/find-shared.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { wrap } from '../layout.ts';
import { type GivenOptions, ownLine } from '../own-command.ts';
import { firstLine } from '../problems/describe-problem.ts';
import { tokensText } from '../run/tokens-text.ts';
import { span } from '../times.ts';

/** A task file that was made for a goal. */
export interface GoalReport {
  readonly file: string;
  readonly tasks: number;
  readonly agent: string;
  readonly tries: number;
  readonly ms: number;
  readonly cost: Cost;
  /** The answer was known from before. */
  readonly recalled: boolean;
  readonly shared: readonly SharedPaths[];
  /** They are run at once, before anybody has read them. */
  readonly starts: boolean;
}

const MOST_TOLD = 3;

/** Said before an agent is asked, which takes minutes. */
export function askingLine(asking: {
  readonly agent: string;
  /** What is wrong with its earlier answer. */
  readonly again: readonly Problem[];
  readonly log: string;
}): string {
  const { again } = asking;
  const agent = escapeText(asking.agent, 40);
  const told = again.slice(0, MOST_TOLD).map((problem) => `  ${firstLine(problem)}`);
  const more = again.length - told.length;
  return [
    again.length === 0
      ? `asking ${agent} for tasks, in a folder of its own; nothing is pushed. Its output:`
      : `asking ${agent} again, with what is wrong with its answer:`,
    ...told,
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...(again.length === 0 ? [`  ${escapeText(asking.log)}`] : []),
  ].join('\n');
}

/** What stands above the plan of the tasks: where they are, what they cost, and what they share. */
export function goalLines(report: GoalReport, columns: number): readonly string[] {
  const { file, tasks } = report;
  return [
    ...wrap(
      `${escapeText(file)}: ${count(tasks, 'task')}, ${byWhom(report)}. ${report.starts ? 'They are started now, unread.' : 'Nothing of it has run.'}`,
      Math.min(columns, 100),
    ),
    ...sharedLines(report.shared, columns),
    '',
  ];
}

function byWhom({ agent, tries, ms, cost, recalled }: GoalReport): string {
  const who = escapeText(agent, 40);
  if (recalled) return `as ${who} proposed them before for this goal and tree (--fresh asks again)`;
  const spent = [
    span(ms),
    ...(tries > 1 ? ['asked twice'] : []),
    ...(cost.tokens === undefined ? [] : [tokensText(cost.tokens)]),
    cost.usd > 0 ? `$${cost.usd.toFixed(2)}` : 'cost not told',
  ];
  return `proposed by ${who} (${spent.join(', ')})`;
}

const MOST_SHARED = 5;

function sharedLines(shared: readonly SharedPaths[], columns: number): readonly string[] {
  const most = Math.min(columns, 100);
  const paths = countShared(shared);
  if (paths === 0) return ['No file is shared between them.'];
  const rows = shared.slice(0, MOST_SHARED).map(({ one, other, paths: [first = '', ...rest] }) => {
    const more = rest.length === 0 ? '' : ` and ${rest.length} more`;
    return `  ${escapeText(first)}${more}: ${escapeText(one.id)}, ${escapeText(other.id)}`;
  });
  const left = shared.length - rows.length;
  return [
    ...wrap(
      `${count(paths, 'path')} shared between tasks, which work on ${paths === 1 ? 'it' : 'them'} one after the other:`,
      most,
    ),
    ...rows,
    ...(left > 0 ? [`  … and ${count(left, 'more pair')}`] : []),
  ];
}

/** Where `run` stops that was given a goal, so that somebody reads the tasks first. */
export function readFirstText(file: string, given: GivenOptions): string {
  const run = ownLine({ command: 'run', given: { ...given, tasks: file } });
  return `\nNothing was started. Read ${escapeText(file)}, edit it, then:\n  ${run}\n(--yes starts the tasks of a goal unread)`;
}

/** The same facts for programs. */
export const goalJson = ({ file, tasks, agent, tries, ms, cost, recalled, shared }: GoalReport) => ({
  file,
  tasks,
  agent,
  recalled,
  tries,
  seconds: Math.round(ms / 1000),
  usd: cost.usd,
  ...(cost.tokens === undefined ? {} : { tokens: cost.tokens }),
  shared: shared.map(({ one, other, paths }) => ({ tasks: [one.id, other.id], paths })),
});
