import type { TaskId } from '../model/ids.ts';
import type { Dependency } from '../model/plan.ts';
import { parseObject } from './agent-output.ts';

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

/** The tasks of a `plan.json` that anybody who can push may have written; `undefined`: of another version, or no plan. */
export function parsePlanTasks(text: string): readonly TaskOnTable[] | undefined {
  const plan = parseObject(text);
  const tasks = plan?.get('tasks');
  if (plan?.get('version') !== 1 || !Array.isArray(tasks)) return undefined;
  return tasks.flatMap((one: unknown) => parseTask(one) ?? []);
}

function parseTask(value: unknown): TaskOnTable | undefined {
  const task = fieldsOf(value);
  const id = textOf(task?.get('id'));
  const writes = task?.get('writes');
  if (id === undefined || !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(id) || !isTexts(writes)) return undefined;
  const dependsOn = task?.get('dependsOn');
  if (!Array.isArray(dependsOn)) return undefined;
  const agent = textOf(task?.get('assigned'));
  return {
    id: id as TaskId,
    title: textOf(task?.get('title')) ?? '',
    kind: textOf(task?.get('kind')) ?? '',
    writes,
    dependsOn: dependsOn.flatMap((one: unknown) => parseDependency(one) ?? []),
    ...(agent === undefined ? {} : { agent }),
  };
}

const WHY = ['needs', 'after', 'kind', 'files'] as const;

function parseDependency(value: unknown): Dependency | undefined {
  const fields = fieldsOf(value);
  const on = textOf(fields?.get('on'));
  const why = WHY.find((one) => one === fields?.get('why'));
  return on === undefined || why === undefined ? undefined : { on: on as TaskId, why };
}

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
