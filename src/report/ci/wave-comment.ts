import { writeMarker } from '../../core/model/comment-marker.ts';
import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import type { RunState, TaskProgress } from '../../core/run/run-state.ts';
import { count } from '../count.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';
import { PICTURE_FROM, pictureOf } from '../plan/plan-markdown.ts';
import { firstLine } from '../problems/describe-problem.ts';
import { filesText } from './assignments.ts';
import { type Block, fitBlocks, whole } from './fit-blocks.ts';
import { keyOf, whoIsAsked } from './needs-person.ts';
import { shortMarkdown, taskName } from './task-states.ts';

/** A run in CI after one of its waves. */
export interface WaveView {
  readonly plan: Plan;
  readonly state: RunState;
  /** Tasks of the next wave. */
  readonly given: ReadonlySet<string>;
  readonly wave: number;
  /** Where the result is, once it is shown: a branch, and the commit on it. */
  readonly result?: { readonly branch: string; readonly commit: string };
  readonly pull?: { readonly number: number };
  readonly pushes: number;
  readonly escalateTo: readonly string[];
}

/** The pull request that it is about, and how it is told. */
export interface WaveTelling {
  readonly number: number;
  readonly head: string;
  readonly calls: number;
  readonly runUrl?: string;
}

const MOST_CHARACTERS = 57_000;
const LONGEST = 300;

/** Our one comment after a wave. `asked`: keys of what people were asked for before. */
export function waveComment(view: WaveView, about: WaveTelling, asked: readonly string[]): string {
  const escalated = escalationsOf(view);
  const keys = [...new Set([...escalated.map(({ key }) => key), ...asked])];
  const blocks = [tableOf(view), personBlock(view, escalated, asked), resultBlock(view), graphOf(view)];
  const { text } = fitBlocks(blocks, MOST_CHARACTERS);
  return [
    `${writeMarker({ pull: about.number, head: about.head, asked: keys })}\n### Agents on this pull request: ${stateLine(view)}`,
    text,
    `<sub>${footer(view, about)}</sub>`,
  ].join('\n\n');
}

const NEEDS_PERSON: readonly string[] = ['failed', 'blocked', 'aside', 'kept', 'empty'];

/** E-mail shows the heading only. */
function stateLine({ state, given }: WaveView): string {
  const of = (...kinds: readonly string[]): number =>
    state.tasks.filter(({ phase }) => kinds.includes(phase.kind)).length;
  const parts: readonly (readonly [number, string])[] = [
    [given.size, 'at work'],
    [of(...NEEDS_PERSON), 'blocked'],
    [of('stopped'), 'stopped'],
    [of('skipped'), 'skipped'],
  ];
  const done = `${of('done')} of ${count(state.tasks.length, 'task')} done`;
  return [done, ...parts.flatMap(([many, word]) => (many > 0 ? [`${many} ${word}`] : []))].join(', ');
}

function tableOf({ plan, state, given }: WaveView): Block {
  const tasks = new Map(plan.tasks.map((task) => [task.id, task]));
  const rows = state.tasks.flatMap((progress) => {
    const task = tasks.get(progress.task.id);
    return task === undefined ? [] : [rowOf(task, progress, given.has(task.id))];
  });
  return {
    head: ['| | task | agent | files | result |', '|---|---|---|---|---|'],
    rows,
    more: (left) => `| | and ${left} more | | | |`,
    tail: [],
    share: 0.6,
  };
}

function rowOf(task: PlannedTask, { phase }: TaskProgress, isGiven: boolean): string {
  const { sign, text } = isGiven ? { sign: '▶️', text: 'at work' } : wordsOf(phase);
  const agent = 'agent' in phase && phase.agent !== undefined ? phase.agent : (task.assigned ?? '');
  return `| ${sign} | ${shortMarkdown(taskName(task), 80)} | ${shortMarkdown(agent, 80)} | ${filesText(task)} | ${text} |`;
}

function wordsOf(phase: TaskProgress['phase']): { readonly sign: string; readonly text: string } {
  switch (phase.kind) {
    case 'done':
      return {
        sign: '✅',
        text:
          'commit' in phase && phase.commit !== undefined
            ? `done ${markdownCode(phase.commit.slice(0, 7))}`
            : 'done',
      };
    case 'skipped':
      return { sign: '⏭️', text: 'skipped' };
    case 'stopped':
      return { sign: '⏹️', text: `stopped: ${markdownCode(phase.because)} was not done` };
    case 'failed':
    case 'blocked':
    case 'aside':
    case 'kept':
    case 'empty':
      return { sign: '⛔', text: `**${phase.kind}**: ${shortMarkdown(firstLine(phase.problem), LONGEST)}` };
    default:
      return { sign: '⏳', text: 'waits' };
  }
}

/** One for each task of this run that no further wave settles by itself. */
function escalationsOf({
  plan,
  state,
}: WaveView): readonly { readonly key: string; readonly text: string }[] {
  return state.tasks.flatMap(({ task: { id }, phase }) => {
    if (!('problem' in phase) || !NEEDS_PERSON.includes(phase.kind)) return [];
    const text = `- ${shortMarkdown(id, 80)}: ${shortMarkdown(firstLine(phase.problem), LONGEST)}`;
    return [{ key: keyOf('task', `${plan.run.slice(-8)}-${id}`), text }];
  });
}

function personBlock(
  { escalateTo }: WaveView,
  found: ReturnType<typeof escalationsOf>,
  asked: readonly string[],
): Block {
  const who = whoIsAsked(escalateTo, found, asked);
  return {
    head: found.length === 0 ? [] : [`**Needs a person (${found.length}).** ${who}`.trimEnd(), ''],
    rows: found.map(({ text }) => text),
    more: (left) => `- … and ${left} more`,
    tail: [],
    share: 0.3,
  };
}

function resultBlock({ result, pull }: WaveView): Block {
  if (result === undefined) return whole([]);
  const opened = pull === undefined ? '' : ` → #${pull.number}`;
  return whole([
    `**Results** are on ${markdownCode(result.branch)} (${markdownCode(result.commit.slice(0, 7))})${opened}.`,
  ]);
}

const graphOf = ({ plan }: WaveView): Block =>
  plan.tasks.length < PICTURE_FROM
    ? whole([])
    : whole([
        '<details><summary>The order as a picture</summary>',
        '',
        pictureOf({ plan }),
        '',
        '</details>',
      ]);

function footer({ plan, state, wave, pushes }: WaveView, { head, calls, runUrl }: WaveTelling): string {
  const minutes = Math.round(state.usedMs / 60_000);
  const spent = `$${state.usedUsd.toFixed(2)}, ${count(minutes, 'agent minute')}`;
  const page = runUrl === undefined ? '' : ` · [this run](${runUrl})`;
  return `${escapeMarkdown(plan.run)}, wave ${wave} · ${spent} · ${count(pushes, 'push', 'pushes')} and ${count(calls, 'call')} by this job · head ${markdownCode(head.slice(0, 7))}${page}`;
}
