import type { Condition } from '../../core/conditions/condition.ts';
import type { TaskId } from '../../core/model/ids.ts';
import type { PlanState } from '../../core/model/plan.ts';
import type { Task } from '../../core/model/task.ts';
import type { TaskCondition } from '../../core/run/judge-needs.ts';

/** The conditions of a plan's tasks, read; what reads them is loaded where there is one. */
export async function readConditions(
  tasks: readonly Task[],
  state: PlanState = {},
): Promise<ReadonlyMap<TaskId, TaskCondition>> {
  const conditional = tasks.filter(({ condition }) => condition !== undefined);
  if (conditional.length === 0) return new Map();
  const { readCondition } = await import('../../core/conditions/read-condition.ts');
  const outputs = new Map(tasks.map(({ id, outputs: declared = [] }) => [id, declared]));
  return new Map(
    conditional.map((task): readonly [TaskId, TaskCondition] => {
      const { id, condition: text = '', conditionNames, needs } = task;
      const all: readonly (readonly [string, TaskId | null])[] =
        conditionNames === undefined ? needs.map((need) => [need, need]) : Object.entries(conditionNames);
      const known = all.map(
        ([name, need]) => [name, need === null ? 'any' : (outputs.get(need) ?? [])] as const,
      );
      const names = new Map(all.flatMap(([name, need]) => (need === null ? [] : [[name, need] as const])));
      const read = readCondition(text, new Map(known));
      return [id, { condition: read.ok ? read.condition : unreadable(text), names, state }];
    }),
  );
}

/** Whoever wrote the plan has looked at it: this is somebody else's, and nobody knows what it means. */
const unreadable = (text: string): Condition => ({
  text,
  asksHowItWent: false,
  names: [],
  decide: () => ({ kind: 'undecided', name: text, why: 'unreadable' }),
});
