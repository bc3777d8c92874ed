import type { TaskId } from '../model/ids.ts';
import { nameItems } from '../model/name-items.ts';
import type { Dependency, PlannedTask } from '../model/plan.ts';
import { fillInGlob, ITEM } from '../paths/fill-in-item.ts';
import { unsafePath } from '../paths/unsafe-path.ts';
import { type ItemsTrouble, readItems } from './read-items.ts';

/** What of a task changes with the list; of somebody else's plan less is read. */
export type Expandable = Pick<
  PlannedTask,
  'id' | 'title' | 'writes' | 'dependsOn' | 'forEach' | 'item' | 'conditionNames'
> &
  Partial<Pick<PlannedTask, 'needs' | 'after' | 'reads'>>;

export type ExpandedTasks<T> =
  | { readonly ok: true; readonly tasks: readonly T[] }
  | { readonly ok: false; readonly output: string; readonly trouble: ItemsTrouble };

/**
 * The tasks of a plan, once a list is there: in place of each that stands for its items one for each of them. The same
 * plan and the same list are the same tasks on every machine, and nothing of them is written anywhere. Of an empty list
 * all stay as they are.
 */
export function expandTasks<T extends Expandable>(
  tasks: readonly T[],
  list: { readonly source: TaskId; readonly outputs: Readonly<Record<string, string>> },
): ExpandedTasks<T> {
  const { source, outputs } = list;
  const templates = tasks.filter(({ forEach }) => forEach?.task === source);
  const output = templates[0]?.forEach?.output ?? '';
  const read = readItems(Object.hasOwn(outputs, output) ? outputs[output] : undefined);
  if (!read.ok) return { ok: false, output, trouble: read.trouble };
  const { items } = read;
  if (items.length === 0) return { ok: true, tasks };
  const taken = new Set<TaskId>(tasks.map(({ id }) => id));
  const made = new Map<TaskId, readonly TaskId[]>();
  for (const { id } of templates) {
    const ids = nameItems(id, items, taken);
    for (const one of ids) taken.add(one);
    made.set(id, ids);
  }
  const expanded = tasks.flatMap((task) => {
    const ids = made.get(task.id);
    return ids === undefined
      ? [relink(task, (id) => made.get(id) ?? [id])]
      : items.map((item, at) => makeTask(task, { id: ids[at] ?? task.id, item, at, made }));
  });
  const bad = expanded.find(leadsOutside);
  if (bad !== undefined) return { ok: false, output, trouble: { reason: 'bad-item', item: bad.item ?? '' } };
  return { ok: true, tasks: expanded };
}

interface Made {
  readonly id: TaskId;
  readonly item: string;
  readonly at: number;
  readonly made: ReadonlyMap<TaskId, readonly TaskId[]>;
}

/** What it needs of its own chain is of the same item. */
function makeTask<T extends Expandable>(template: T, { id, item, at, made }: Made): T {
  const own = (need: TaskId): readonly TaskId[] => {
    const ids = made.get(need);
    return ids === undefined ? [need] : [ids[at] ?? need];
  };
  const task = relink(template, own);
  const fill = (globs: readonly string[]) => globs.map((glob) => fillInGlob(glob, item));
  const title = task.title.includes(ITEM)
    ? task.title.replaceAll(ITEM, () => item)
    : `${task.title}: ${item}`;
  return {
    ...task,
    id,
    item,
    title,
    forEach: undefined,
    writes: fill(task.writes),
    ...(task.reads && { reads: fill(task.reads) }),
  };
}

/** The same task, waiting for what took the place of what it waited for. */
function relink<T extends Expandable>(task: T, nowOf: (id: TaskId) => readonly TaskId[]): T {
  const links = (ids: readonly TaskId[]) => ids.flatMap(nowOf);
  const { conditionNames } = task;
  return {
    ...task,
    ...(task.needs && { needs: links(task.needs) }),
    ...(task.after && { after: links(task.after) }),
    dependsOn: task.dependsOn.flatMap(({ on, why }) => nowOf(on).map((id): Dependency => ({ on: id, why }))),
    ...(conditionNames === undefined
      ? {}
      : {
          conditionNames: Object.fromEntries(
            Object.entries(conditionNames).map(([name, id]) => [name, id && (nowOf(id)[0] ?? id)]),
          ),
        }),
  };
}

const leadsOutside = ({ item, writes, reads = [] }: Expandable): boolean =>
  item !== undefined &&
  [...writes, ...reads].some((glob) => {
    const path = glob.replaceAll(/\\(.)/g, '$1');
    return unsafePath(path.endsWith('/') ? path.slice(0, -1) : path) !== undefined;
  });
