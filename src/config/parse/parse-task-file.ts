import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Task } from '../../core/model/task.ts';
import { checkTasks, conditionsOf } from '../normalize/check-tasks.ts';
import { normalizeTask } from '../normalize/normalize-task.ts';
import { checkConditions, type WrittenCondition } from '../rules/check-conditions.ts';
import { checkShape } from '../schema/check-shape.ts';
import { taskFileSchema } from '../schema/tasks-schema.ts';
import { mapItems, renameMembers, withMember, withoutNulls } from './edit-located.ts';
import {
  errorAt,
  inFileOrder,
  isList,
  type Located,
  MAX_TASKS,
  MAX_TASKS_BYTES,
  membersOf,
} from './located.ts';
import { readDocument } from './read-document.ts';

/** Other names for a task's keys. `files` is not one of them: it also says what the task is about. */
export const TASK_ALIASES = { depends_on: 'needs', when: 'if' } as const;

/** Tasks whose conditions nobody has looked at yet. */
export type ParsedTasks = Checked<readonly Task[]> & { readonly conditions?: readonly WrittenCondition[] };

/** The same, looked at. */
export async function checkParsedTasks(parsed: ParsedTasks): Promise<Checked<readonly Task[]>> {
  const { conditions = [], ...checked } = parsed;
  const troubles = await checkConditions(conditions);
  if (!checked.ok || troubles.length === 0) return checked;
  return { ok: false, problems: inFileOrder([...checked.warnings, ...troubles]) };
}

/**
 * A task file (YAML or JSON; `{version: 1, tasks: […]}` or a bare list) → tasks in the order of the file, or everything
 * that is wrong with it. `name` is the path that problems show.
 */
export function parseTaskFile(bytes: Uint8Array, name: string): ParsedTasks {
  const document = readDocument({ bytes, name, most: MAX_TASKS_BYTES });
  return document.ok ? readTaskTable(document.value, name) : document;
}

/** What a task file says, or what an importer has made of a backlog. `name`: where the tasks were asked for. */
export function readTaskTable(document: Located, name: string): ParsedTasks {
  const refuse = (problems: readonly Problem[]): Checked<readonly Task[]> => ({
    ok: false,
    problems: inFileOrder(problems),
  });
  const root = asTable(document);
  const version = membersOf(root).get('version');
  if (version !== undefined && typeof version.content === 'number' && version.content !== 1)
    return refuse([
      errorAt(version.where, 'unsupported-version', { version: version.content, known: ['1'] }),
    ]);

  const renamed: Problem[] = [];
  const node = withoutNulls(
    withMember(root, 'tasks', (tasks) =>
      mapItems(tasks, (task) => renameMembers(task, TASK_ALIASES, renamed)),
    ),
  );
  const tooMany = moreThanMost(membersOf(node).get('tasks'));
  if (tooMany !== undefined) return refuse([tooMany]);
  const shape = checkShape(taskFileSchema, node);
  if (!shape.ok) return refuse([...renamed, ...shape.problems]);
  const problems = [...renamed, ...checkTasks(shape.value.tasks, node)];
  if (problems.some(({ severity }) => severity !== 'warning')) return refuse(problems);
  return {
    ok: true,
    value: shape.value.tasks.map((task) => normalizeTask(task, name)),
    warnings: inFileOrder(problems),
    conditions: conditionsOf(shape.value.tasks, node),
  };
}

const asTable = (node: Located): Located =>
  isList(node.content) ? { where: node.where, content: new Map([['tasks', node]]) } : node;

function moreThanMost(tasks: Located | undefined): Problem | undefined {
  const count = tasks !== undefined && isList(tasks.content) ? tasks.content.length : 0;
  if (tasks === undefined || count <= MAX_TASKS) return undefined;
  return errorAt({ file: tasks.where.file }, 'too-many-tasks', { tasks: count, max: MAX_TASKS });
}
