import type { TaskDigest, TaskId } from '../../../core/model/ids.ts';
import type { Plan, PlannedTask } from '../../../core/model/plan.ts';
import type { TaskCondition } from '../../../core/run/judge-needs.ts';
import type { Recognised } from '../../../core/run/recognise-tasks.ts';
import { type WantedOutput, wantedOutputs } from '../../../core/run/wanted-outputs.ts';
import type { RunGround } from '../run-ground.ts';

/** What is known of a run's tasks: those of its plan, and those that were made of lists since. */
export interface Growth {
  /** Undefined: it is done whatever comes. */
  conditionOf(task: TaskId): TaskCondition | undefined;
  /** What it has to leave. */
  wantedOf(task: TaskId): readonly WantedOutput[];
  /** From now on these are the tasks of the run. */
  grow(to: {
    readonly tasks: readonly PlannedTask[];
    readonly digests: ReadonlyMap<TaskId, TaskDigest>;
    readonly conditions: ReadonlyMap<TaskId, TaskCondition>;
    readonly known: ReadonlyMap<TaskId, Recognised>;
  }): void;
}

type Grows = Pick<RunGround, 'plan' | 'digests' | 'known' | 'conditions'>;

/** The ground of a run, whose plan, digests and known tasks show what they have grown to; whoever holds them sees it. */
export function growingGround<G extends Grows>(ground: G): { readonly ground: G; readonly growth: Growth } {
  let tasks = ground.plan.tasks;
  const conditions = new Map(ground.conditions);
  const digests = new Map(ground.digests);
  const known = new Map(ground.known);
  let wanted = wantedOutputs(tasks, conditions);
  const plan: Plan = {
    ...ground.plan,
    get tasks() {
      return tasks;
    },
  };
  return {
    ground: { ...ground, plan, digests, known },
    growth: {
      conditionOf: (task) => conditions.get(task),
      wantedOf: (task) => wanted.get(task) ?? [],
      grow(to) {
        tasks = to.tasks;
        for (const [id, digest] of to.digests) digests.set(id, digest);
        for (const [id, condition] of to.conditions) conditions.set(id, condition);
        for (const [id, one] of to.known) known.set(id, one);
        wanted = wantedOutputs(tasks, conditions);
      },
    },
  };
}
