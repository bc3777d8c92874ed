import type { Plan } from '../../core/model/plan.ts';
import type { Task } from '../../core/model/task.ts';
import { escapeText } from '../escape.ts';
import { paintFor, widthOf, wrap } from '../layout.ts';
import { nameLines } from '../name-lines.ts';
import type { ScreenOptions } from './plan-view.ts';

/** Derived tasks, most valuable first, without agents or times: what `analyze` says. */
export function taskListText(
  { tasks, leftOut }: { readonly tasks: readonly Task[]; readonly leftOut: Plan['leftOut'] },
  { columns, colour }: ScreenOptions,
): string {
  if (tasks.length === 0) return 'No task is due.\n';
  const paint = paintFor(colour);
  const rows = tasks.flatMap((task, at) => {
    const start = `${String(at + 1).padStart(2)}  ${escapeText(task.kind, 28).padEnd(22)}`;
    const [first = '', ...others] = nameLines(task.files, {
      width: columns - 4,
      first: columns - widthOf(start),
    });
    return [
      `${start}${first}`.trimEnd(),
      ...others.map((line) => `    ${line}`),
      ...wrap(escapeText(task.why, 400), columns - 4).map((line) => paint.dim(`    ${line}`)),
    ];
  });
  const rest = leftOut.map(({ kind, why }) => `left out: ${escapeText(kind)}, ${escapeText(why)}`);
  return [...rows, ...rest, ''].join('\n');
}
