import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { ends, type Paint, widthOf, wrap } from '../layout.ts';
import { changeLine } from './change-line.ts';
import type { PlanView } from './plan-view.ts';
import { uncommittedLine } from './uncommitted-line.ts';

/** Who goes where, how much that is, and whether anything is pushed. */
export function headerLines(view: PlanView, columns: number, paint: Paint): readonly string[] {
  const { plan, base, uncommitted } = view;
  const target = escapeText(plan.target, 40);
  const names = {
    branch: `${target} → ${escapeText(base.name, 40)}`,
    'first-parent': `${target}, its last commit`,
    root: `${target}, its first commit`,
  }[base.how];
  const left = `${names}     ${sizeOf(view)}, base ${plan.base.slice(0, 7)}`;
  // Both on the first line; where they are too long for it, what is pushed still comes first of what follows.
  const fits = widthOf(left) + widthOf(pushes(view)) + 3 <= columns;
  const first = fits ? ends(left, pushes(view), columns) : `${left}\n${pushes(view)}`;
  const loose = uncommittedLine(uncommitted);
  const seen = view.seen === undefined || view.changes.length === 0 ? [] : [changeLine(view.seen)];
  return [
    first.replace(names, paint.strong(names)),
    ...seen.flatMap((line) => wrap(line, Math.min(columns, 100))).map(paint.dim),
    ...(loose === '' ? [] : [paint.dim(loose)]),
  ];
}

/** `12 files, +418 −37`; without the lines where they were not counted. */
function sizeOf({ changes }: PlanView): string {
  const files = count(changes.length, 'file');
  const counted = changes.filter((change) => change.added !== null);
  if (counted.length === 0) return files;
  const added = counted.reduce((sum, change) => sum + (change.added ?? 0), 0);
  const deleted = counted.reduce((sum, change) => sum + (change.deleted ?? 0), 0);
  return `${files}, +${added} −${deleted}`;
}

const pushes = ({ unpushed, plan }: PlanView): string =>
  unpushed > 0 && plan.tasks.length > 0
    ? `read-only; run would publish ${count(unpushed, 'unpushed commit')}`
    : 'read-only: nothing is pushed';
