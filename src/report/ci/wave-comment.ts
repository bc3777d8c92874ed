import { type CommentMarker, type RunSpent, writeMarker } from '../../core/model/comment-marker.ts';
import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import type { RunState, TaskProgress } from '../../core/run/run-state.ts';
import { count } from '../count.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';
import { firstLine, wordingOf } from '../problems/describe-problem.ts';
import { filesText } from './assignments.ts';
import { type Block, fitBlocks, whole } from './fit-blocks.ts';
import { keyOf, whoIsAsked } from './needs-person.ts';
import { AT_WORK, type Standing, WAITS, wordsOf } from './task-standing.ts';
import { shortMarkdown, taskName } from './task-states.ts';
import { waveLines, wavePicture } from './wave-picture.ts';

/** A run in CI after one of its waves; 0: none has ended yet. */
export interface WaveView {
  readonly plan: Plan;
  readonly state: RunState;
  /** Tasks of the next wave. */
  readonly given: ReadonlySet<string>;
  readonly wave: number;
  /** Where the result is, once it is shown: a branch, or an artifact with patches, and the commit that it comes to. */
  readonly result?: { readonly commit: string } & (
    | { readonly branch: string }
    | { readonly artifact: string }
  );
  readonly pull?: { readonly number: number };
  /** Of this job. */
  readonly pushes: number;
  readonly escalateTo: readonly string[];
}

/** The pull request that it is about, and how it is told. */
export interface WaveTelling {
  readonly number: number;
  readonly head: string;
  /** Of this job, what writing it takes included. */
  readonly calls: number;
  readonly runUrl?: string;
}

const MOST_CHARACTERS = 57_000;
const LONGEST = 300;

/** Our one comment after a wave. `before`: what was said in it until now. */
export function waveComment(
  view: WaveView,
  about: WaveTelling,
  before: Pick<CommentMarker, 'asked' | 'spent'>,
): string {
  const { asked } = before;
  const escalated = escalationsOf(view);
  const keys = [...new Set([...escalated.map(({ key }) => key), ...asked])];
  const spent = spentBy(view, about, before.spent);
  const blocks = [
    tableOf(view),
    personBlock(view, escalated, asked),
    resultBlock(view),
    wavesBlock(view),
    pictureBlock(view),
  ];
  const { text } = fitBlocks(blocks, MOST_CHARACTERS);
  return [
    `${writeMarker({ pull: about.number, head: about.head, asked: keys, spent })}\n### Agents on this pull request: ${stateLine(view)}`,
    text,
    `<sub>${footer(view, about, spent)}</sub>`,
  ].join('\n\n');
}

/** All jobs of the run until now: each adds what it took to what the one before has said. */
function spentBy({ plan, pushes }: WaveView, { calls }: WaveTelling, before: RunSpent | undefined): RunSpent {
  const run = plan.run.slice(-8).replaceAll(/[^\w]/g, '_');
  const [was, did] = before?.run === run ? [before.pushes, before.calls] : [0, 0];
  return { run, pushes: was + pushes, calls: did + calls };
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
    head: ['| | task | agent | files | what | result |', '|---|---|---|---|---|---|'],
    rows,
    more: (left) => `| | and ${left} more | | | | |`,
    tail: [],
    share: 0.6,
  };
}

function rowOf(task: PlannedTask, { phase }: TaskProgress, isGiven: boolean): string {
  const { sign, text } = isGiven ? AT_WORK : wordsOf(phase);
  const agent = 'agent' in phase && phase.agent !== undefined ? phase.agent : (task.assigned ?? '');
  const what = shortMarkdown(task.origin === 'rule' ? task.why : task.title, 160);
  return `| ${sign} | ${shortMarkdown(taskName(task), 80)} | ${shortMarkdown(agent, 80)} | ${filesText(task)} | ${what} | ${text} |`;
}

/** By the phases that the run has, and what was given out since. */
function standsIn({ state, given }: WaveView): (task: PlannedTask) => Standing {
  const phases = new Map(state.tasks.map(({ task, phase }) => [task.id, phase]));
  return ({ id }) => {
    const phase = phases.get(id);
    return given.has(id) ? AT_WORK : phase === undefined ? WAITS : wordsOf(phase);
  };
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** One for each task of this run that no further wave settles by itself. */
function escalationsOf({
  plan,
  state,
}: WaveView): readonly { readonly key: string; readonly text: string }[] {
  return state.tasks.flatMap(({ task: { id }, phase }) => {
    if (!('problem' in phase) || !NEEDS_PERSON.includes(phase.kind)) return [];
    const { remedy } = wordingOf(phase.problem);
    const way = remedy === undefined || remedy === '' ? '' : `. ${shortMarkdown(capital(remedy), LONGEST)}`;
    const text = `- ${shortMarkdown(firstLine(phase.problem), LONGEST)}${way}`;
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
  const commit = markdownCode(result.commit.slice(0, 7));
  return whole([
    'artifact' in result
      ? `**Results** are patches, for \`git am\`, in the artifact ${markdownCode(result.artifact)} of this run (${commit}).`
      : `**Results** are on ${markdownCode(result.branch)} (${commit})${opened}.`,
  ]);
}

function wavesBlock(view: WaveView): Block {
  const rows = waveLines(view.plan, standsIn(view));
  return { ...whole(rows.length === 0 ? [] : ['**Waves**', '']), rows, more: (left) => `and ${left} more` };
}

function pictureBlock(view: WaveView): Block {
  const picture = wavePicture(view.plan, standsIn(view));
  return picture === ''
    ? whole([])
    : whole(['<details><summary>The waves as a picture</summary>', '', picture, '', '</details>']);
}

function footer({ plan, state, wave }: WaveView, { head, runUrl }: WaveTelling, spent: RunSpent): string {
  const minutes = Math.round(state.usedMs / 60_000);
  const used = `$${state.usedUsd.toFixed(2)}, ${count(minutes, 'agent minute')}`;
  const page = runUrl === undefined ? '' : ` · [this run](${runUrl})`;
  const at = wave === 0 ? '' : `, after wave ${wave}`;
  return `${escapeMarkdown(plan.run)}${at} · ${used} · ${count(spent.pushes, 'push', 'pushes')} and ${count(spent.calls, 'call')} of the API so far · head ${markdownCode(head.slice(0, 7))}${page}`;
}
