import type { Ground } from '../../app/watch-ground.ts';
import type { RefName } from '../../core/model/ids.ts';
import { openRepository } from '../../git/clone/repository.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import type { OpenedTable } from './workspace.ts';

export { gitPublishing };

/** The branch of the table that work in this clone rests on; `undefined`: no remote, or no base that can be named. */
export async function findGround(table: OpenedTable): Promise<Ground | undefined> {
  if (table.table.kind === 'local' || table.clone.head.kind === 'unborn') return undefined;
  const repository = openRepository(table.clone);
  if (!repository.ok) return undefined;
  const base = await repository.value.findBase({ mayFetch: false });
  if (!base.ok || base.value.ref === undefined) return undefined;
  const { ref, how, commit } = base.value;
  const remote = table.clone.remotes.find(({ name }) => ref.startsWith(`refs/remotes/${name}/`));
  const branch = remote ? ref.replace(`refs/remotes/${remote.name}/`, 'refs/heads/') : ref;
  // where HEAD is the base itself, work rests on HEAD
  const from = how === 'first-parent' || how === 'root' ? table.clone.head.oid : commit;
  const { changedPaths } = gitPublishing(table.repository, table.clone);
  return { ref: branch as RefName, from, changedPaths };
}
