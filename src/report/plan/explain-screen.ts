import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import { wallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { paintFor, wrap } from '../layout.ts';
import { evidenceText } from './evidence-words.ts';
import type { ScreenOptions } from './plan-view.ts';
import { planReasonText, prioritySumText } from './reason-words.ts';
import { conditionsOf, numbersOf } from './task-section.ts';

/** `explain 2`, `explain security-audit`, `explain security-audit-1a2b3c4d`: number, id (also of what a batch joins), or kind where it is the only one. */
export function findTask(plan: Plan, name: string): PlannedTask | undefined {
  const byId = plan.tasks.find((task) => task.id === name);
  if (byId) return byId;
  const joined = plan.tasks.find(({ members }) => members?.some(({ id }) => id === name));
  if (joined) return joined;
  if (/^[1-9]\d*$/.test(name)) return plan.tasks[Number(name) - 1];
  const ofKind = plan.tasks.filter((task) => task.kind === name);
  return ofKind.length === 1 ? ofKind[0] : undefined;
}

/** An estimate says where it comes from. */
const ESTIMATES: Readonly<Record<PlannedTask['estimateBy'], (minutes: number) => string>> = {
  given: (minutes) => `${minutes} min, as given`,
  size: (minutes) => `about ${minutes} min, a rule of thumb for its kind and its changed lines`,
};

const LABEL = 11;
/** Of a list that names no files. */
const MOST_LINES = 20;
/** Rows of names: none is broken, cut, or only counted. */
const NAMES: ReadonlySet<string> = new Set(['files', 'writes', 'predicted', 'reads']);

/** Why this task, this agent, and not sooner. */
export function explainScreen(plan: Plan, task: PlannedTask, { columns, colour }: ScreenOptions): string {
  const paint = paintFor(colour);
  const width = Math.min(columns, 100) - LABEL - 2;
  const numbers = numbersOf(plan);
  const nameTask = (id: string): string => `${numbers.get(id) ?? ''} (${id})`;
  const asOf = wallTime(Date.parse(plan.asOf));
  const rows: (readonly [label: string, lines: readonly string[]])[] = [
    ['why', task.evidence.length > 0 ? task.evidence.map(evidenceText) : linesOf(task.why)],
    ['from', sourceOf(task)],
    ['joins', (task.members ?? []).map(({ id, title }) => `${id}: ${title}`)],
    ['done', conditionsOf(task)],
    ['files', task.files],
    ['writes', task.writes],
    ['predicted', task.predicted ?? []],
    ['reads', task.reads],
    ['priority', [`${task.priority}${sumOf(task)}`]],
    [
      'takes',
      [
        `${ESTIMATES[task.estimateBy](task.estimate)}: minute ${task.start} to ${task.finish}, wave ${task.wave + 1} in CI`,
      ],
    ],
    ['agent', [task.assigned ?? 'nobody']],
    ['because', task.explain.map((reason) => planReasonText(reason, { nameTask, asOf }))],
    ['wanted', task.acceptance],
  ];
  const body = rows.flatMap(([label, lines]) => {
    const isNames = NAMES.has(label);
    const shown = isNames
      ? lines.map((line) => escapeText(line))
      : lines.slice(0, MOST_LINES).flatMap((line) => wrap(escapeText(line, 1000), width));
    const hidden = isNames ? 0 : lines.length - MOST_LINES;
    const more = hidden > 0 ? [`… and ${hidden} more`] : [];
    return [...shown, ...more].map(
      (line, at) => `  ${paint.dim((at === 0 ? label : '').padEnd(LABEL))}${line}`,
    );
  });
  const heading = `${numbers.get(task.id) ?? ''}  ${escapeText(task.title, 200)}`;
  return [paint.strong(heading), `   ${escapeText(task.id)}`, '', ...body, ''].join('\n');
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Where its owner has written it. */
const sourceOf = ({ source }: PlannedTask): readonly string[] =>
  source === undefined
    ? []
    : [`${source.name}, ${source.file}${source.line === undefined ? '' : `:${source.line}`}`];

/** ` = 60 (base of security-audit) + 15 (authentication)` */
function sumOf({ prioritySum }: PlannedTask): string {
  if (prioritySum.length === 0) return '';
  return ` = ${prioritySumText(prioritySum)}`;
}
