import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import { escapeText } from '../escape.ts';
import { column, cut, ends, type Paint, widthOf, wrap } from '../layout.ts';

export interface TaskSection {
  readonly plan: Plan;
  readonly columns: number;
  readonly paint: Paint;
}

const WIDEST = 100;
/** Of one task; more are counted. */
const MOST_FILES = 20;
/** More than these are counted only; `--json` has them all. */
const MAX_TASKS = 50;

/** Each task on a line, and below it why it is there. */
export function taskLines({ plan, columns, paint }: TaskSection): readonly string[] {
  if (plan.tasks.length === 0) return [];
  const numbers = numbersOf(plan);
  const shown = plan.tasks.slice(0, MAX_TASKS);
  const names = shown.map(nameOf);
  const nameWidth = Math.min(28, Math.max(...names.map((name) => name.length)));
  const agentWidth = Math.max(0, ...shown.map((task) => escapeText(task.assigned ?? '', 16).length));
  const rows = shown.flatMap((task, at) => {
    const right =
      `${column(escapeText(task.assigned ?? '', 16), agentWidth)}  ~${task.estimate} min`.trimStart();
    const start = `  ${String(at + 1).padStart(2)}  ${column(names[at] ?? '', nameWidth)}  `;
    const after = afterText(task, numbers);
    const most = Math.min(columns, WIDEST);
    const width = Math.max(
      12,
      most - start.length - right.length - 2 - (after === '' ? 0 : after.length + 3),
    );
    const { fitting, others } = listFiles(task, width);
    const row = `${start}${column(fitting, width)}  ${right}${after === '' ? '' : `   ${after}`}`;
    const why = wrap(
      escapeText(task.origin === 'rule' ? task.why : task.title, 300),
      Math.min(columns, WIDEST) - 6,
    ).slice(0, 3);
    return [row, ...others.map((name) => `      ${name}`), ...why.map((line) => paint.dim(`      ${line}`))];
  });
  const more = plan.tasks.length - shown.length;
  const title = ends('Tasks', headingOf(plan), columns);
  return [
    '',
    title.replace('Tasks', paint.strong('Tasks')),
    ...rows,
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...leftOutLines(plan, columns),
  ];
}

/** The number by which people name a task: its place in the plan. */
export const numbersOf = (plan: Plan): ReadonlyMap<string, number> =>
  new Map(plan.tasks.map((task, at) => [task.id, at + 1]));

const nameOf = (task: PlannedTask): string =>
  cut(escapeText(task.origin === 'rule' ? task.kind : task.id), 28);

const headingOf = ({ tasks, leftOut }: Plan): string =>
  `${tasks.length}, ${leftOut.length === 0 ? 'none' : leftOut.length} left out`;

const leftOutLines = ({ leftOut }: Plan, columns: number): readonly string[] =>
  leftOut
    .slice(0, 20)
    .map(({ kind, why }) => cut(`  left out: ${escapeText(kind)}, ${escapeText(why)}`, columns));

/** `after 1, 2`; `waits` where a claim of somebody else is in force. */
function afterText(task: PlannedTask, numbers: ReadonlyMap<string, number>): string {
  const after = task.dependsOn.map(({ on }) => numbers.get(on) ?? 0).sort((a, b) => a - b);
  const shown = after.length > 4 ? `${after.slice(0, 4).join(', ')} …` : after.join(', ');
  return [after.length > 0 ? `after ${shown}` : '', task.waitsFor ? 'waits' : '']
    .filter((part) => part !== '')
    .join(', ');
}

/** Half a name is none: what does not fit beside the others has a line of its own. */
function listFiles(
  { files, writes }: PlannedTask,
  width: number,
): { readonly fitting: string; readonly others: readonly string[] } {
  const all: readonly string[] = files.length > 0 ? files : writes;
  const names = all.slice(0, MOST_FILES).map((file) => escapeText(file));
  const text = (count: number): string => names.slice(0, count).join(', ');
  let shown = names.length;
  while (shown > 0 && widthOf(text(shown)) > width) shown--;
  const more = all.length - names.length;
  return {
    fitting: text(shown),
    others: [...names.slice(shown), ...(more > 0 ? [`and ${more} more files (--json)`] : [])],
  };
}
