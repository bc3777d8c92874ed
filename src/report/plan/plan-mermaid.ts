import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import { escapeText } from '../escape.ts';

/** A picture of the order; labels are data: no quote, bracket, entity or line of them is Mermaid's. */
export function planMermaid(plan: Plan): string {
  const nodes = new Map(plan.tasks.map((task, at) => [task.id, `t${at + 1}`]));
  const lines = plan.tasks.map((task, at) => `  t${at + 1}["${labelOf(task, at + 1)}"]`);
  const edges = plan.tasks.flatMap((task) =>
    task.dependsOn.map(
      ({ on, why }) =>
        `  ${nodes.get(on) ?? ''} ${why === 'files' ? '-.->' : '-->'} ${nodes.get(task.id) ?? ''}`,
    ),
  );
  return ['graph LR', ...lines, ...edges, ''].join('\n');
}

function labelOf(task: PlannedTask, number: number): string {
  const name = escapeText(task.origin === 'rule' ? task.kind : task.id, 60);
  const who = task.assigned === undefined ? '' : `, ${escapeText(task.assigned, 40)}`;
  return `${number} ${entities(name)}<br/>${entities(`${task.estimate} min${who}`)}`;
}

/** Text as data: Mermaid writes entities with `#` and without `&`: `#35;` is `#`. */
export const entities = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{N} .,_-]/gu, (char) => `#${char.codePointAt(0) ?? 0};`);
