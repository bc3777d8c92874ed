import type { Agent } from '../model/agent.ts';
import { compareText } from '../model/compare-text.ts';
import type { TaskId } from '../model/ids.ts';
import type { RoleSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import type { BatchSettings } from '../model/workflow-settings.ts';
import { asLiteral } from '../paths/match-paths.ts';
import { type Edges, findEdges } from './find-edges.ts';
import { findMissing } from './fit-agents.ts';
import { makeBatch } from './make-batch.ts';
import { byValue } from './normalize-task.ts';

export interface Joining {
  readonly tasks: readonly Task[];
  /** How a task is joined with those of the same scope: a workflow's, or all others. */
  readonly batchOf: (task: Task) => { readonly batch: BatchSettings; readonly scope: string } | undefined;
  /** As configured: who was found on a machine must not change what is one piece of work. */
  readonly agents: readonly Agent[];
  readonly roles: Readonly<Record<string, RoleSettings>>;
}

/** Tasks of one batch; with more nobody would read them. */
const MOST_MEMBERS = 50;

/**
 * Similar tasks become one piece of work, and what needs one of them needs the whole. Joined is only what stands at one
 * depth of all that goes before it, so that a batch never waits for itself, and only what the same agents may do. A task
 * with a condition, outputs or a command of its own stands alone: what decides by it means it alone.
 */
export function joinTasks(joining: Joining): readonly Task[] {
  const tasks = joining.tasks.toSorted(byValue);
  if (!tasks.some((task) => joining.batchOf(task) !== undefined)) return joining.tasks;
  const depths = findDepths(findEdges(tasks));
  const groups = new Map<string, { readonly batch: BatchSettings; readonly members: Task[] }>();
  for (const [at, task] of tasks.entries()) {
    const chosen = joining.batchOf(task);
    const key = chosen && keyOf(joining, { task, ...chosen, depth: depths[at] ?? 0 });
    if (chosen === undefined || key === undefined) continue;
    const group = groups.get(key) ?? { batch: chosen.batch, members: [] };
    group.members.push(task);
    groups.set(key, group);
  }
  const batches = [...groups.values()].flatMap(({ batch, members }) =>
    cutInPieces(members, batch.maxFiles)
      .filter((piece) => piece.length > 1)
      .map((piece) => makeBatch(piece, nameOf(piece, batch))),
  );
  return replaceMembers(joining.tasks, batches);
}

interface Candidate {
  readonly task: Task;
  readonly batch: BatchSettings;
  readonly scope: string;
  readonly depth: number;
}

/** Equal for tasks that may be one piece of work; nothing for a task that stands alone. */
function keyOf({ agents, roles }: Joining, { task, batch, scope, depth }: Candidate): string | undefined {
  if (task.condition ?? task.outputs ?? task.command ?? task.forEach) return undefined;
  const common = commonOf(task, batch.by);
  if (common === undefined) return undefined;
  const { nature, origin, agent, role, retries, timeout, target } = task;
  const known = role !== undefined && Object.hasOwn(roles, role) ? roles[role] : undefined;
  const fitting = agents.filter((one) => findMissing(task, one, known).length === 0).map(({ id }) => id);
  const alike = { nature, origin, agent, role, retries, timeout, target, fitting: fitting.toSorted() };
  return JSON.stringify([scope, batch.by, common, depth, alike]);
}

function commonOf(task: Task, by: BatchSettings['by']): string | undefined {
  switch (by) {
    case 'kind':
      return task.kind;
    case 'directory':
      return directoryOf(task);
    case 'agent':
      return task.agent ?? task.role;
  }
}

/** The nearest directory that has all of its files, or of what it writes; `''` is the root. */
function directoryOf({ files, writes }: Task): string | undefined {
  const paths: readonly string[] = files.length > 0 ? files : writes.flatMap((glob) => asLiteral(glob) ?? []);
  const [first, ...others] = paths.map((path) => path.split('/').slice(0, -1));
  if (first === undefined) return undefined;
  const shared = others.reduce((least, parts) => {
    const end = least.findIndex((part, at) => part !== parts[at]);
    return end < 0 ? least : least.slice(0, end);
  }, first);
  return shared.join('/');
}

/** What people call it in its title: the kind, the directory, the agent. */
function nameOf([first]: readonly Task[], { by }: BatchSettings): string {
  const common = first === undefined ? '' : (commonOf(first, by) ?? '');
  if (by === 'kind') return common.replaceAll(/[-_]+/g, ' ');
  return by === 'directory' ? common || 'root' : common;
}

/** How many tasks stand one after the other before each. */
function findDepths(edges: Edges): readonly number[] {
  const depths = edges.map(() => 0);
  const open = edges.map((needs) => needs.size);
  const later = edges.map((): number[] => []);
  for (const [at, needs] of edges.entries()) for (const on of needs.keys()) later[on]?.push(at);
  const ready = edges.flatMap((needs, at) => (needs.size === 0 ? [at] : []));
  for (let at = ready.pop(); at !== undefined; at = ready.pop())
    for (const next of later[at] ?? []) {
      depths[next] = Math.max(depths[next] ?? 0, (depths[at] ?? 0) + 1);
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] === 0) ready.push(next);
    }
  return depths;
}

/** Neighbours stay together; a task that has too many files alone is a piece by itself. */
function cutInPieces(members: readonly Task[], maxFiles: number): readonly (readonly Task[])[] {
  const inOrder = members.toSorted(
    (a, b) => compareText(a.files[0] ?? '', b.files[0] ?? '') || compareText(a.id, b.id),
  );
  const pieces: Task[][] = [];
  let files = new Set<string>();
  for (const task of inOrder) {
    const piece = pieces.at(-1);
    const together = new Set([...files, ...task.files]);
    // what is about no file counts as one: else there would be no end to it
    const size = Math.max(together.size, (piece?.length ?? 0) + 1);
    if (piece !== undefined && piece.length < MOST_MEMBERS && size <= maxFiles) {
      piece.push(task);
      files = together;
    } else {
      pieces.push([task]);
      files = new Set(task.files);
    }
  }
  return pieces;
}

/** Each batch in place of its members, and in what others say of these. */
function replaceMembers(tasks: readonly Task[], batches: readonly Task[]): readonly Task[] {
  const batchOf = new Map<TaskId, TaskId>(
    batches.flatMap(({ id, members = [] }) => members.map((member): [TaskId, TaskId] => [member.id, id])),
  );
  const now = (id: TaskId): TaskId => batchOf.get(id) ?? id;
  const all = (ids: readonly TaskId[]): readonly TaskId[] => [...new Set(ids.map(now))];
  const alone = tasks.filter(({ id }) => !batchOf.has(id));
  return [...alone, ...batches].map((task) => {
    const names = task.condition === undefined ? undefined : namesIn(task);
    return {
      ...task,
      needs: all(task.needs),
      after: all(task.after),
      ...(names === undefined || !Object.values(names).some((id) => id !== null && batchOf.has(id))
        ? {}
        : {
            conditionNames: Object.fromEntries(
              Object.entries(names).map(([name, id]) => [name, id && now(id)]),
            ),
          }),
    };
  });
}

/** A condition knows its needs by their ids, where nothing else is said. */
const namesIn = ({ conditionNames, needs }: Task): Readonly<Record<string, TaskId | null>> =>
  conditionNames ?? Object.fromEntries(needs.map((id) => [id, id]));
