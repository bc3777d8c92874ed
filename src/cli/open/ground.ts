import { findGround } from '../../app/claim/find-ground.ts';
import type { WatchedGround } from '../../app/claim/watch-ground.ts';
import { openRepository } from '../../git/clone/repository.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import type { OpenedTable } from './opened.ts';

export { gitPublishing };

/** The branch of the table that work in this clone rests on; `undefined`: there is no remote, or nobody knows. */
export async function groundOf({
  table,
  clone,
  repository,
}: OpenedTable): Promise<WatchedGround | undefined> {
  const { head, remotes } = clone;
  if (table.kind === 'local' || head.kind === 'unborn') return undefined;
  const opened = openRepository(clone);
  if (!opened.ok) return undefined;
  const { changedPaths } = gitPublishing(repository, clone);
  return findGround({ repository: opened.value, remotes, head: head.oid, changedPaths });
}
