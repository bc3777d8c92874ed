import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import { escapeText } from '../escape.ts';
import { entities } from '../plan/plan-mermaid.ts';
import type { Standing } from './task-standing.ts';
import { shortMarkdown, taskName } from './task-states.ts';

type Stands = (task: PlannedTask) => Standing;

const MOST_TASKS = 100;
const MOST_EDGES = 400;
const MOST_IN_A_LINE = 12;
const COLOURS: readonly (readonly [Standing['colour'], string])[] = [
  ['done', 'fill:#dafbe1,stroke:#1a7f37,color:#1f2328'],
  ['work', 'fill:#ddf4ff,stroke:#0969da,color:#1f2328'],
  ['trouble', 'fill:#ffebe9,stroke:#cf222e,color:#1f2328'],
  ['rest', 'fill:#f6f8fa,stroke:#818b98,color:#1f2328'],
];

/** The waves in one line each: what is in them, and how that stands. Empty where there is but one. */
export function waveLines(plan: Plan, stands: Stands): readonly string[] {
  const waves = wavesOf(plan);
  if (waves.length < 2) return [];
  return waves.map(([wave, tasks]) => {
    const shown = tasks
      .slice(0, MOST_IN_A_LINE)
      .map((task) => `${stands(task).sign} ${shortMarkdown(taskName(task), 40)}`);
    const more = tasks.length > MOST_IN_A_LINE ? ` and ${tasks.length - MOST_IN_A_LINE} more` : '';
    return `${wave + 1}. ${shown.join(' · ')}${more}`;
  });
}

/** The same with what waits for what; GitHub draws no larger ones. Labels are data. */
export function wavePicture(plan: Plan, stands: Stands): string {
  const edges = plan.tasks.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0);
  const waves = wavesOf(plan);
  if (waves.length < 2 || plan.tasks.length > MOST_TASKS || edges > MOST_EDGES) return '';
  const nodes = new Map(plan.tasks.map((task, at) => [task.id, `t${at + 1}`]));
  const groups = waves.flatMap(([wave, tasks]) => [
    `  subgraph w${wave + 1}["wave ${wave + 1}"]`,
    ...tasks.map(
      (task) => `    ${nodes.get(task.id)}["${labelOf(task, stands(task))}"]:::${stands(task).colour}`,
    ),
    '  end',
  ]);
  const arrows = plan.tasks.flatMap(({ id, dependsOn }) =>
    dependsOn.map(
      ({ on, why }) => `  ${nodes.get(on) ?? ''} ${why === 'files' ? '-.->' : '-->'} ${nodes.get(id) ?? ''}`,
    ),
  );
  const styles = COLOURS.map(([name, style]) => `  classDef ${name} ${style}`);
  return ['```mermaid', 'graph LR', ...groups, ...arrows, ...styles, '```'].join('\n');
}

/** As they were planned: a task that is tried again is done in a later one. */
function wavesOf({ tasks }: Plan): readonly (readonly [number, readonly PlannedTask[]])[] {
  const waves = new Map<number, PlannedTask[]>();
  for (const task of tasks) waves.set(task.wave, [...(waves.get(task.wave) ?? []), task]);
  return [...waves].toSorted(([a], [b]) => a - b);
}

const labelOf = (task: PlannedTask, { sign }: Standing): string =>
  `${sign} ${entities(escapeText(taskName(task), 60))}`;
