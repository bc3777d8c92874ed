import type { TaskId } from '../model/ids.ts';
import type { Task } from '../model/task.ts';

/** `--only` and `--until`: ids, kinds, or names that a backlog has for its entries. */
export interface SelectionWish {
  readonly only: readonly string[];
  readonly until: readonly string[];
}

export interface Selection {
  /** What is to be done, and what of it has to be done already: `needed`. */
  readonly tasks: readonly Task[];
  /** Not selected, but needed by what is: it never starts, and where it is not done nothing does. */
  readonly needed: ReadonlySet<TaskId>;
  readonly leftOut: readonly TaskId[];
  /** Words that name nothing. */
  readonly unknown: readonly { readonly option: 'only' | 'until'; readonly word: string }[];
}

/**
 * `only`: these tasks and nothing else. `until`: these and all that they need, and what that needs. Both: what is in
 * both. A task that is left out is nobody's any more; what selected tasks need of it must be done before.
 */
export function selectTasks(tasks: readonly Task[], { only, until }: SelectionWish): Selection {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const selected = new Set(
    tasks
      .map(({ id }) => id)
      .filter(isIn(only, () => named(tasks, only)))
      .filter(isIn(until, () => withNeeds(named(tasks, until), byId))),
  );
  const needed = new Set(
    [...selected]
      .flatMap((id) => byId.get(id)?.needs ?? [])
      .filter((id) => !selected.has(id) && byId.has(id)),
  );
  return {
    tasks: tasks
      .filter(({ id }) => selected.has(id) || needed.has(id))
      // what a needed task needed in its time is over
      .map((task) => (needed.has(task.id) ? { ...task, needs: [], after: [] } : task)),
    needed,
    leftOut: tasks.map(({ id }) => id).filter((id) => !selected.has(id)),
    unknown: [
      ...only.map((word) => ({ option: 'only' as const, word })),
      ...until.map((word) => ({ option: 'until' as const, word })),
    ].filter(({ word }) => !tasks.some((task) => isNamed(task, word))),
  };
}

/** An option that was not given selects everything. */
function isIn(words: readonly string[], find: () => ReadonlySet<TaskId>): (id: TaskId) => boolean {
  if (words.length === 0) return () => true;
  const found = find();
  return (id) => found.has(id);
}

const named = (tasks: readonly Task[], words: readonly string[]): ReadonlySet<TaskId> =>
  new Set(tasks.filter((task) => words.some((word) => isNamed(task, word))).map(({ id }) => id));

const isNamed = ({ id, kind, source }: Task, word: string): boolean =>
  id === word || kind === word || source?.name.toLowerCase() === word.toLowerCase();

function withNeeds(ids: ReadonlySet<TaskId>, byId: ReadonlyMap<TaskId, Task>): ReadonlySet<TaskId> {
  const all = new Set(ids);
  // a set is gone through to its end, also as it grows
  for (const id of all) for (const need of byId.get(id)?.needs ?? []) all.add(need);
  return all;
}
