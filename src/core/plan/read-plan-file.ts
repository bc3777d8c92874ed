import * as v from 'valibot';
import { type TaskId, taskId } from '../model/ids.ts';
import { type Dependency, type PlanState, STATE_KEYS } from '../model/plan.ts';
import type { ItemSource } from '../model/task.ts';
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
  /** Whether it is done at all; and what it has to leave, what it stands for: as in `Task`. */
  readonly condition?: string;
  readonly conditionNames?: Readonly<Record<string, TaskId | null>>;
  readonly outputs?: readonly string[];
  readonly forEach?: ItemSource | undefined;
  readonly item?: string;
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
  if: v.optional(text),
  if_names: v.optional(v.record(v.pipe(v.string(), v.maxLength(100)), v.nullable(id))),
  outputs: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(20))),
  for_each: v.optional(v.object({ task: id, output: v.pipe(v.string(), v.maxLength(100)) })),
});
const StateSchema = v.record(
  v.picklist(STATE_KEYS),
  v.optional(v.union([v.number(), text, v.null(), v.pipe(v.array(text), v.maxLength(100_000))])),
);
const tasksOfAnyShape = v.pipe(v.array(v.unknown()), v.maxLength(MOST_TASKS));
const PlanSchema = v.object({
  version: v.literal(1),
  tasks: tasksOfAnyShape,
  state: v.optional(StateSchema),
});
const VersionSchema = v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(2)) });
/** Before there was one shape, runs kept their plan as the program had it in memory. */
const EarlierShape = v.object({ tasks: v.array(v.looseObject({ dependsOn: v.unknown() })) });

/** Why a plan is not read: `earlier-shape` and `newer-version` were written by other versions of this program. */
export type PlanRefusal = 'earlier-shape' | 'newer-version' | 'no-plan';

export type ReadPlan =
  | { readonly kind: 'plan'; readonly tasks: readonly TaskOnTable[]; readonly state?: PlanState }
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
    return [taskOnTable(task.output)];
  });
  const counts = new Map<TaskId, number>();
  for (const task of tasks) counts.set(task.id, (counts.get(task.id) ?? 0) + 1);
  const { state } = plan.output;
  return {
    kind: 'plan',
    tasks: tasks.filter((task) => counts.get(task.id) === 1),
    ...(state === undefined ? {} : { state: state as PlanState }), // as the schema has proved
  };
}

function taskOnTable(read: v.InferOutput<typeof TaskSchema>): TaskOnTable {
  const {
    id: name,
    title,
    kind,
    writes,
    agent,
    depends_on,
    if: condition,
    if_names,
    outputs,
    for_each,
  } = read;
  return {
    id: taskId(name),
    title,
    kind,
    writes,
    dependsOn: depends_on.map(({ task, why }) => ({ on: taskId(task), why })),
    ...(agent ? { agent } : {}),
    ...(condition === undefined ? {} : { condition }),
    ...(if_names === undefined ? {} : { conditionNames: if_names as Record<string, TaskId | null> }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(for_each === undefined ? {} : { forEach: { task: taskId(for_each.task), output: for_each.output } }),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
