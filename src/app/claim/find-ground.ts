import type { Oid } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';
import type { Repository } from '../ports/repository.ts';
import type { WatchedGround } from './watch-ground.ts';

/** The branch of the table that work in a clone rests on; `undefined`: no base that can be named. */
export async function findGround(ask: {
  readonly repository: Pick<Repository, 'findBase'>;
  readonly remotes: readonly { readonly name: string }[];
  readonly head: Oid;
  readonly changedPaths: WatchedGround['changedPaths'];
}): Promise<WatchedGround | undefined> {
  const base = await ask.repository.findBase({ mayFetch: false });
  if (!base.ok || base.value.ref === undefined) return undefined;
  const { ref, how, commit } = base.value;
  const remote = ask.remotes.find(({ name }) => ref.startsWith(`refs/remotes/${name}/`));
  const branch = remote ? ref.replace(`refs/remotes/${remote.name}/`, 'refs/heads/') : ref;
  // where HEAD is the base itself, work rests on HEAD
  const from = how === 'first-parent' || how === 'root' ? ask.head : commit;
  return { ref: refName(branch), from, changedPaths: ask.changedPaths };
}
