import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import { asLiteral } from '../../core/paths/match-paths.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { column, cut, ends, type Paint, wrap } from '../layout.ts';
import { nameLines } from '../name-lines.ts';

export interface TaskSection {
  readonly plan: Plan;
  readonly columns: number;
  readonly paint: Paint;
}

const WIDEST = 100;
/** Of more than these the reasons are in `--json`: a row for each is enough to read. */
const MAX_REASONS = 50;

/** Each task on a line, and below it why it is there. */
export function taskLines({ plan, columns, paint }: TaskSection): readonly string[] {
  if (plan.tasks.length === 0) return [];
  const numbers = numbersOf(plan);
  const names = plan.tasks.map(nameOf);
  const nameWidth = Math.min(28, Math.max(...names.map((name) => name.length)));
  const agentWidth = Math.max(0, ...plan.tasks.map((task) => escapeText(task.assigned ?? '', 16).length));
  const rows = plan.tasks.flatMap((task, at) => {
    const right =
      `${column(escapeText(task.assigned ?? '', 16), agentWidth)}  ~${task.estimate} min`.trimStart();
    const start = `  ${String(at + 1).padStart(2)}  ${column(names[at] ?? '', nameWidth)}  `;
    const after = afterText(task, numbers);
    const most = Math.min(columns, WIDEST);
    const width = Math.max(
      12,
      most - start.length - right.length - 2 - (after === '' ? 0 : after.length + 3),
    );
    const [fitting = '', ...others] = nameLines(pathsOf(task), {
      width: most - 6,
      first: width,
    });
    const row = `${start}${column(fitting, width)}  ${right}${after === '' ? '' : `   ${after}`}`;
    const why = at < MAX_REASONS ? whyLines(task, most - 6) : [];
    return [row, ...others.map((name) => `      ${name}`), ...why.map((line) => paint.dim(`      ${line}`))];
  });
  const title = ends('Tasks', headingOf(plan), columns);
  return ['', title.replace('Tasks', paint.strong('Tasks')), ...rows, ...leftOutLines(plan)];
}

/** Files by name; of what somebody wrote the folders and patterns too, which no file stands for. */
function pathsOf({ files, writes, origin }: PlannedTask): readonly string[] {
  if (files.length === 0) return writes;
  return origin === 'file'
    ? [...files, ...writes.filter((path) => asLiteral(path)?.endsWith('/') ?? true)]
    : files;
}

const whyLines = (task: PlannedTask, width: number): readonly string[] => [
  ...titleLines(task, width),
  ...conditionsOf(task).flatMap((words) => firstOf(wrap(words, width), 2)),
];

/** On what it hangs whether it is done, and how often. */
export const conditionsOf = ({ condition, forEach }: PlannedTask): readonly string[] => [
  ...(forEach === undefined
    ? []
    : [`one for each entry of ${escapeText(forEach.output)}, which ${escapeText(forEach.task)} will leave`]),
  ...(condition === undefined ? [] : [`only if ${escapeText(condition, 300)}`]),
];

const titleLines = (task: PlannedTask, width: number): readonly string[] => {
  const text =
    task.origin === 'rule'
      ? `priority ${task.priority}: ${escapeText(task.why, 300)}`
      : [
          `${escapeText(task.title, 300)}${task.predicted === undefined ? '' : ' (paths predicted)'}`,
          ...namesOfMembers(task),
        ].join(': ');
  return firstOf(wrap(text, width), 3);
};

/** What is left out is in `explain`; that something is, is said. */
const firstOf = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), `${(lines[most - 1] ?? '').replace(/ ?\S{0,2}$/, '')} …`];

/** What a batch joins. */
const namesOfMembers = ({ members }: PlannedTask): readonly string[] =>
  members === undefined ? [] : [members.map(({ id }) => escapeText(id)).join(', ')];

/** The number by which people name a task: its place in the plan. */
export const numbersOf = (plan: Plan): ReadonlyMap<string, number> =>
  new Map(plan.tasks.map((task, at) => [task.id, at + 1]));

const nameOf = (task: PlannedTask): string =>
  cut(escapeText(task.origin === 'rule' ? task.kind : task.id), 28);

/** What is in no task is said: neither a task nor a file that a rule passed over looks done. */
function headingOf({ tasks, leftOut }: Plan): string {
  const files = tasks.reduce((sum, { filesLeftOut = 0 }) => sum + filesLeftOut, 0);
  const parts = [
    ...(leftOut.length > 0 ? [count(leftOut.length, 'task')] : []),
    ...(files > 0 ? [count(files, 'file')] : []),
  ];
  return `${tasks.length}, ${parts.length === 0 ? 'none' : parts.join(' and ')} left out; minutes ${estimatedBy(tasks)}`;
}

/** Nobody has measured them: whoever reads minutes is told where they come from. */
export function estimatedBy(tasks: readonly Pick<PlannedTask, 'estimateBy'>[]): string {
  const ways = new Set(tasks.map(({ estimateBy }) => estimateBy));
  if (!ways.has('size')) return 'as given';
  return ways.size > 1 ? 'as given, else by rule of thumb' : 'by rule of thumb';
}

/** Why it would have been due names files, which stand nowhere else. */
const leftOutLines = ({ leftOut }: Plan): readonly string[] =>
  leftOut.map(({ kind, why }) => `  left out: ${escapeText(kind)}, ${escapeText(why)}`);

/** `after 1, 2`; `waits` where a claim of somebody else is in force. */
function afterText(task: PlannedTask, numbers: ReadonlyMap<string, number>): string {
  const after = task.dependsOn.map(({ on }) => numbers.get(on) ?? 0).sort((a, b) => a - b);
  const shown = after.length > 4 ? `${after.slice(0, 4).join(', ')} …` : after.join(', ');
  return [after.length > 0 ? `after ${shown}` : '', task.waitsFor ? 'waits' : '']
    .filter((part) => part !== '')
    .join(', ');
}
