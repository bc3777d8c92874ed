import type { RepoPath } from '../../model/ids.ts';
import { type Problem, problemOf } from '../../model/problem.ts';
import type { Task } from '../../model/task.ts';
import { asLiteral, matchPaths, type PathTest } from '../../paths/match-paths.ts';

/**
 * Paths of tasks that are neither there nor made by one of them: in whole names a spelling mistake or an invention; of a
 * glob, that it matches nothing. Each once for its task, with the path that has the same last name where there is one.
 */
export function findUnknownPaths({
  tasks,
  tree,
}: {
  readonly tasks: readonly Task[];
  readonly tree: readonly RepoPath[];
}): readonly Problem[] {
  const there = knownPaths(tree);
  const created = tasks.flatMap(({ creates }) => creates ?? []);
  const isMade = matchPaths(created);
  const isKnown = (pattern: string): boolean => {
    const literal = asLiteral(pattern);
    if (literal !== undefined) return there.has(literal) || isMade(literal.replace(/\/$/, ''));
    const matches = matchPaths([pattern]);
    return tree.some(matches) || created.some((path) => matches(path));
  };
  return tasks.flatMap((task) =>
    [...new Set([...task.writes, ...task.reads])]
      .filter((pattern) => task.creates?.includes(pattern) !== true && !isKnown(pattern))
      .map((path) => problemOf('proposal-path-missing', { task: task.id, path, ...nearOf(path, tree) })),
  );
}

/** Files, and the folders that they are in with and without a final slash. */
function knownPaths(tree: readonly RepoPath[]): ReadonlySet<string> {
  const known = new Set<string>(tree);
  for (const path of tree)
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (known.has(`${folder}/`)) break;
      known.add(folder).add(`${folder}/`);
    }
  return known;
}

const nearOf = (path: string, tree: readonly RepoPath[]): { readonly nearest?: string } => {
  const name = path.replace(/\/$/, '').split('/').at(-1) ?? '';
  const isNear: PathTest = (other) => other === name || other.endsWith(`/${name}`);
  const near = name === '' ? undefined : tree.find(isNear);
  return near === undefined ? {} : { nearest: near };
};
