import type { Condition, KnownNeeds, ReadCondition } from '../conditions/condition.ts';
import type { TaskId } from '../model/ids.ts';
import type { PlanState } from '../model/plan.ts';
import type { Task } from '../model/task.ts';
import type { TaskCondition } from './judge-needs.ts';

/** What reads a condition; a function, since what it takes is loaded where there is one. */
export type ConditionReader = (text: string, needs: KnownNeeds) => ReadCondition;

/** What a task says of its condition. */
export type Conditional = Pick<Task, 'id' | 'condition' | 'conditionNames' | 'outputs'>;

/** The conditions of these tasks, read, each with what it calls its needs. */
export function conditionsOf<T extends Conditional>(from: {
  readonly tasks: readonly T[];
  readonly needsOf: (task: T) => readonly TaskId[];
  readonly state: PlanState;
  readonly read: ConditionReader;
}): ReadonlyMap<TaskId, TaskCondition> {
  const outputs = new Map(from.tasks.map(({ id, outputs: declared = [] }) => [id, declared]));
  return new Map(
    from.tasks.flatMap((task): readonly (readonly [TaskId, TaskCondition])[] => {
      const { id, condition: text, conditionNames } = task;
      if (text === undefined) return [];
      const all: readonly (readonly [string, TaskId | null])[] =
        conditionNames === undefined
          ? from.needsOf(task).map((need) => [need, need])
          : Object.entries(conditionNames);
      const known = all.map(
        ([name, need]) => [name, need === null ? 'any' : (outputs.get(need) ?? [])] as const,
      );
      const names = new Map(all.flatMap(([name, need]) => (need === null ? [] : [[name, need] as const])));
      const read = from.read(text, new Map(known));
      return [[id, { condition: read.ok ? read.condition : unreadable(text), names, state: from.state }]];
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
