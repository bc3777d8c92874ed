import * as v from 'valibot';
import type { TaskId } from '../model/ids.ts';
import type { Dependency } from '../model/plan.ts';
import { unsafePath } from '../model/unsafe-path.ts';

/** What a look at the table needs of a task of somebody's plan. */
export interface TaskOnTable {
  readonly id: TaskId;
  readonly title: string;
  readonly kind: string;
  readonly writes: readonly string[];
  readonly dependsOn: readonly Dependency[];
  /** The agent that the plan gave it to. */
  readonly agent?: string;
}

export const LARGEST_PLAN = 8 * 1024 * 1024;
const MOST_TASKS = 10_000;
const MOST_PATHS = 10_000;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/));
const text = v.pipe(v.string(), v.maxLength(5000));
const path = v.pipe(
  text,
  v.check((written) => unsafePath(written) === undefined),
);

// What is read of a plan; that there is more in one is no fault of it.
const TaskSchema = v.object({
  id,
  title: v.optional(text, ''),
  kind: v.optional(text, ''),
  writes: v.pipe(v.array(path), v.maxLength(MOST_PATHS)),
  dependsOn: v.array(v.object({ on: id, why: v.picklist(['needs', 'after', 'kind', 'files']) })),
  assigned: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
const PlanSchema = v.object({
  version: v.literal(1),
  tasks: v.pipe(v.array(v.unknown()), v.maxLength(MOST_TASKS)),
});

/**
 * The tasks of a `plan.json` that anybody who can push may have written; `undefined`: of another version, or no plan.
 * Nothing of a task that is not what a plan of ours has is ever shown or started: with one dependency that cannot be
 * read it would seem ready. Of two with one id it is not known which is meant.
 */
export function parsePlanTasks(json: string): readonly TaskOnTable[] | undefined {
  const plan = v.safeParse(PlanSchema, parseJson(json));
  if (!plan.success) return undefined;
  const tasks = plan.output.tasks.flatMap((one): readonly TaskOnTable[] => {
    const task = v.safeParse(TaskSchema, one);
    if (!task.success) return [];
    const { assigned, ...rest } = task.output;
    const dependsOn = rest.dependsOn.map(({ on, why }) => ({ on: on as TaskId, why }));
    return [{ ...rest, id: rest.id as TaskId, dependsOn, ...(assigned ? { agent: assigned } : {}) }];
  });
  const counts = new Map<TaskId, number>();
  for (const task of tasks) counts.set(task.id, (counts.get(task.id) ?? 0) + 1);
  return tasks.filter((task) => counts.get(task.id) === 1);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
