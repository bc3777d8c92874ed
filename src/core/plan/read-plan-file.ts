import * as v from 'valibot';
import type { TaskId } from '../model/ids.ts';
import type { Dependency } from '../model/plan.ts';
import { unsafePath } from '../paths/unsafe-path.ts';

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
  depends_on: v.array(v.object({ task: id, why: v.picklist(['needs', 'after', 'kind', 'files']) })),
  agent: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
const tasksOfAnyShape = v.pipe(v.array(v.unknown()), v.maxLength(MOST_TASKS));
const PlanSchema = v.object({ version: v.literal(1), tasks: tasksOfAnyShape });
const VersionSchema = v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(2)) });
/** Before there was one shape, runs kept their plan as the program had it in memory. */
const EarlierShape = v.object({ tasks: v.array(v.looseObject({ dependsOn: v.unknown() })) });

/** Why a plan is not read: `earlier-shape` and `newer-version` were written by other versions of this program. */
export type PlanRefusal = 'earlier-shape' | 'newer-version' | 'no-plan';

export type ReadPlan =
  | { readonly kind: 'plan'; readonly tasks: readonly TaskOnTable[] }
  | { readonly kind: 'refused'; readonly why: PlanRefusal };

/**
 * Reads a `plan.json` that anybody who can push may have written, as `schema/plan.schema.json` describes it. Nothing of a task that is not what a plan of ours has is ever shown or started: with one dependency that cannot be
 * read it would seem ready. Of two with one id it is not known which is meant.
 */
export function readPlanFile(json: string): ReadPlan {
  const value = parseJson(json);
  const plan = v.safeParse(PlanSchema, value);
  if (v.is(VersionSchema, value)) return { kind: 'refused', why: 'newer-version' };
  if (!plan.success) return { kind: 'refused', why: 'no-plan' };
  if (plan.output.tasks.length > 0 && v.is(EarlierShape, value))
    return { kind: 'refused', why: 'earlier-shape' };
  const tasks = plan.output.tasks.flatMap((one): readonly TaskOnTable[] => {
    const task = v.safeParse(TaskSchema, one);
    if (!task.success) return [];
    const { agent, depends_on, ...rest } = task.output;
    const dependsOn = depends_on.map(({ task: on, why }) => ({ on: on as TaskId, why }));
    return [{ ...rest, id: rest.id as TaskId, dependsOn, ...(agent ? { agent } : {}) }];
  });
  const counts = new Map<TaskId, number>();
  for (const task of tasks) counts.set(task.id, (counts.get(task.id) ?? 0) + 1);
  return { kind: 'plan', tasks: tasks.filter((task) => counts.get(task.id) === 1) };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
