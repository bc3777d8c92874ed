import type { TaskId } from '../../core/model/ids.ts';
import type { PlanState } from '../../core/model/plan.ts';
import type { Task } from '../../core/model/task.ts';
import { type ConditionReader, conditionsOf } from '../../core/run/conditions-of.ts';
import type { TaskCondition } from '../../core/run/judge-needs.ts';

/** The conditions of a plan's tasks, read. */
export async function readConditions(
  tasks: readonly Task[],
  state: PlanState = {},
): Promise<ReadonlyMap<TaskId, TaskCondition>> {
  const read = await conditionReader(tasks);
  return conditionsOf({ tasks, needsOf: ({ needs }) => needs, state, read });
}

let loaded: ConditionReader | undefined;

/** What reads conditions is loaded where there is one. */
export async function conditionReader(tasks: readonly Pick<Task, 'condition'>[]): Promise<ConditionReader> {
  if (tasks.every(({ condition }) => condition === undefined)) return () => ({ ok: false, troubles: [] }); // nobody asks it
  loaded ??= (await import('../../core/conditions/read-condition.ts')).readCondition;
  return loaded;
}
