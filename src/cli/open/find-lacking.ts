import type { Publishing } from '../../app/ports/publishing.ts';
import type { Oid } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { OpenedTable } from './opened.ts';
import { remoteName } from './run.ts';

/** Why a step cannot work with commits of its run: the checkout has not fetched them. `undefined`: all are there. */
export async function findLacking(
  table: OpenedTable,
  publishing: Pick<Publishing, 'treeOf'>,
  commits: readonly Oid[],
): Promise<Problem | undefined> {
  for (const commit of commits)
    if (!(await isThere(publishing, commit)))
      return table.clone.shallow
        ? problemOf('shallow-clone', { name: commit, remote: remoteName(table) ?? 'origin', known: false })
        : problemOf('bad-revision', { revision: commit, why: 'absent' });
  return undefined;
}

const isThere = (publishing: Pick<Publishing, 'treeOf'>, commit: Oid): Promise<boolean> =>
  publishing.treeOf(commit).then(
    () => true,
    () => false,
  );
