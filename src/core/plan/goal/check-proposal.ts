import type { RepoPath } from '../../model/ids.ts';
import { type Problem, problemOf } from '../../model/problem.ts';
import type { Task } from '../../model/task.ts';
import { asLiteral, matchPaths } from '../../paths/match-paths.ts';
import type { SharingSettings } from '../../paths/shared-paths.ts';
import { comesAfter } from './comes-after.ts';
import { findShared } from './find-shared.ts';
import { findUnknownPaths } from './find-unknown-paths.ts';

/** Tasks that an agent has proposed for a goal, and what they are held against. */
export interface Proposed {
  readonly tasks: readonly Task[];
  /** All files of the commit that they are for. */
  readonly tree: readonly RepoPath[];
  readonly sharing: SharingSettings;
}

/** Whoever has more for one goal has not cut it. */
const MOST_TASKS = 100;
/** Of all tasks together. */
const MOST_PATHS = 1_000;
/** Each is tried on the whole tree. */
const MOST_GLOBS = 100;

/**
 * What a task file may say and tasks for a goal may not, and what nobody checks of a file that a person writes: paths that
 * are not there, needs that are missing, work that nobody could verify, commands. Two tasks that share a path unordered
 * are a warning: they work one after the other, which a better cut would spare.
 */
export function checkProposal(proposed: Proposed): readonly Problem[] {
  const { tasks } = proposed;
  if (tasks.length === 0) return [problemOf('proposal-empty', {})];
  const paths = tasks.reduce((sum, { writes, reads }) => sum + writes.length + reads.length, 0);
  if (tasks.length > MOST_TASKS)
    return [problemOf('proposal-too-large', { what: 'tasks', count: tasks.length, max: MOST_TASKS })];
  if (paths > MOST_PATHS)
    return [problemOf('proposal-too-large', { what: 'paths', count: paths, max: MOST_PATHS })];
  const globs = countGlobs(tasks);
  if (globs > MOST_GLOBS)
    return [problemOf('proposal-too-large', { what: 'globs', count: globs, max: MOST_GLOBS })];
  return [
    ...tasks.flatMap(checkTask),
    ...findUnknownPaths(proposed),
    ...findMissingNeeds(proposed),
    ...findUnordered(proposed),
  ];
}

const countGlobs = (tasks: readonly Task[]): number =>
  tasks
    .flatMap(({ writes, reads }) => [...writes, ...reads])
    .filter((pattern) => asLiteral(pattern) === undefined).length;

function checkTask({ id: task, command, acceptance, writes, reads }: Task): readonly Problem[] {
  return [
    ...(command === undefined ? [] : [problemOf('proposal-command', { task })]),
    ...(acceptance.length > 0 ? [] : [problemOf('proposal-unverifiable', { task })]),
    ...(writes.length + reads.length > 0 ? [] : [problemOf('proposal-without-paths', { task })]),
  ];
}

/** Who uses what another task makes has to wait for it. */
function findMissingNeeds({ tasks, tree }: Proposed): readonly Problem[] {
  const isAfter = comesAfter(tasks);
  const isThere = new Set<string>(tree);
  const makers = tasks.flatMap((task) => {
    const made = (task.creates ?? []).filter((path) => !isThere.has(path));
    return made.length === 0 ? [] : [{ by: task.id, makes: matchPaths(made) }];
  });
  return tasks.flatMap((task) => {
    const used = [...new Set([...task.reads, ...task.writes])]
      .filter((pattern) => !isThere.has(pattern) && task.creates?.includes(pattern) !== true)
      .flatMap((pattern) => asLiteral(pattern)?.replace(/\/$/, '') ?? []);
    return makers
      .filter(({ by }) => by !== task.id && !isAfter(task.id, by))
      .flatMap(({ by, makes }) =>
        used
          .filter(makes)
          .slice(0, 1)
          .map((path) => problemOf('proposal-need-missing', { task: task.id, by, path })),
      );
  });
}

function findUnordered({ tasks, sharing }: Proposed): readonly Problem[] {
  const isAfter = comesAfter(tasks);
  return findShared(tasks, sharing)
    .filter(({ one, other }) => !isAfter(one.id, other.id) && !isAfter(other.id, one.id))
    .map(({ one, other, paths }) =>
      problemOf(
        'proposal-overlap',
        { task: one.id, other: other.id, paths: paths.slice(0, 5) },
        { severity: 'warning' },
      ),
    );
}
