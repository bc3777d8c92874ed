import type { TaskId } from '../model/ids.ts';
import type { PlanState } from '../model/plan.ts';
import type { TaskOnTable } from '../plan/read-plan-file.ts';
import { type ConditionReader, conditionsOf } from './conditions-of.ts';
import { expandTasks } from './expand-tasks.ts';
import { judgeNeeds, type NeedSeen, type Turn } from './judge-needs.ts';

/** What the table says of one task. */
export interface TaskSeen {
  readonly standing: 'done' | 'at-work' | 'idle' | 'unknown';
  /** Of what is done. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** A task of a run, as it stands by the table alone. */
export interface TaskSettled {
  readonly task: TaskOnTable;
  readonly standing: TaskSeen['standing'] | 'skipped';
  /** Whether its needs let it go; of one that is not idle nothing is asked. */
  readonly turn: Turn['kind'];
}

/**
 * What became of a plan's tasks, by the plan and by what is done: lists that are there are tasks, and what a condition
 * skips is skipped. The same to everybody who looks.
 */
export function settleOnTable(from: {
  readonly plan: { readonly tasks: readonly TaskOnTable[]; readonly state?: PlanState };
  readonly see: (task: TaskId) => TaskSeen;
  readonly read: ConditionReader;
}): readonly TaskSettled[] {
  const { see } = from;
  const tasks = expandAll(from.plan.tasks, see);
  const conditions = conditionsOf({ tasks, needsOf, state: from.plan.state ?? {}, read: from.read });
  const skipped = new Set<TaskId>();
  const known = new Set<TaskId>(tasks.map(({ id }) => id));
  const seen = (id: TaskId): NeedSeen | undefined => {
    if (!known.has(id)) return undefined;
    const { standing, outputs } = see(id);
    if (standing === 'done') return { standing, outputs, hasFailed: false };
    return { standing: skipped.has(id) ? 'skipped' : 'open', outputs: {}, hasFailed: false };
  };
  const turnOf = (task: TaskOnTable): Turn['kind'] => {
    if (see(task.id).standing !== 'idle') return 'waits';
    const condition = conditions.get(task.id);
    const needs = task.forEach === undefined ? needsOf(task) : [task.forEach.task];
    const judged = judgeNeeds({ id: task.id, needs, ...(condition ? { condition } : {}) }, seen);
    if (task.forEach !== undefined)
      return isEmptyList(task, see) || judged.kind === 'skipped' ? 'skipped' : 'waits';
    return judged.kind;
  };
  for (let before = -1; before < skipped.size; ) {
    before = skipped.size;
    for (const task of tasks) if (!skipped.has(task.id) && turnOf(task) === 'skipped') skipped.add(task.id);
  }
  return tasks.map((task) => {
    const standing = skipped.has(task.id) ? 'skipped' : see(task.id).standing;
    return { task, standing, turn: turnOf(task) };
  });
}

const needsOf = ({ dependsOn }: TaskOnTable): readonly TaskId[] =>
  dependsOn.filter(({ why }) => why === 'needs').map(({ on }) => on);

type See = (task: TaskId) => TaskSeen;

function expandAll(tasks: readonly TaskOnTable[], see: See): readonly TaskOnTable[] {
  const sources = new Set(tasks.flatMap(({ forEach }) => (forEach === undefined ? [] : [forEach.task])));
  let now = tasks;
  for (const source of sources) {
    const { standing, outputs } = see(source);
    const expanded = standing === 'done' ? expandTasks(now, { source, outputs }) : undefined;
    if (expanded?.ok) now = expanded.tasks;
  }
  return now;
}

/** Its list is there, and it was not replaced: there is no item, or it cannot be read. */
function isEmptyList({ forEach }: TaskOnTable, see: See): boolean {
  if (forEach === undefined) return false;
  const { standing, outputs } = see(forEach.task);
  return standing === 'done' && outputs[forEach.output]?.replaceAll(/\s/g, '') === '[]';
}
