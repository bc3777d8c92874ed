import { resolve } from 'node:path';
import type { Uncommitted } from '../../app/ports/repository.ts';
import { EMPTY_TREE } from '../../core/claim/refs.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import { type CloneFacts, openClone } from '../../git/clone/clone-facts.ts';
import type { UncommittedWish } from '../../git/clone/read-uncommitted.ts';
import { whoWorksHere } from '../../git/clone/who-works-here.ts';
import type { LastSeen } from '../../git/table/last-seen.ts';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { isKnownDead } from '../../process/holder/choose-holder.ts';
import { openSessionFiles, type SessionFiles } from './session-files.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What hooks ask of the clone alone: nothing of it asks the remote, is written, or loads what it does not need. */
export interface HookPlace extends SessionFiles {
  readonly clone: CloneFacts;
  readonly head: Oid | undefined;
  /** What the next commit changes, of the index that git names in `$GIT_INDEX_FILE`. */
  listStaged(): Promise<readonly RepoPath[]>;
  readLastSeen(): Promise<LastSeen>;
  /** What of the working tree differs from HEAD, all or of these patterns from a folder; `undefined`: git takes too long. */
  readUncommitted(only?: UncommittedWish['only']): Promise<Uncommitted | undefined>;
  /** Where HEAD was before a merge. */
  readOrigHead(): Promise<Oid | undefined>;
  listMoved(range: { readonly from: Oid; readonly to: Oid }): Promise<readonly RepoPath[]>;
}

export { isKnownDead };

export async function openHookPlace(cwd: string, env: Environment): Promise<Checked<HookPlace>> {
  const opened = await openAround(cwd, env['GIT_DIR']);
  if (!opened.ok) return opened;
  const { value: clone } = opened;
  const named = env['GIT_INDEX_FILE'];
  const indexFile = named ? resolve(cwd, named) : undefined;
  const value: HookPlace = {
    ...(await openSessionFiles(clone, env, whoWorksHere(clone, env))),
    clone,
    head: clone.head.kind === 'unborn' ? undefined : clone.head.oid,
    listStaged: async () => (await import('../../git/clone/list-staged.ts')).listStaged(clone, indexFile),
    readLastSeen: async () => (await import('../../git/table/last-seen.ts')).readLastSeen(clone),
    readUncommitted: (only) => readUncommittedOf(clone, only),
    readOrigHead: () => readOrigHead(clone.gitDir),
    listMoved: async (range) => (await import('../../git/clone/list-moved.ts')).listMoved(clone, range),
  };
  return { ok: true, warnings: [], value };
}

async function readUncommittedOf(
  clone: CloneFacts,
  only: UncommittedWish['only'],
): Promise<Uncommitted | undefined> {
  const [{ makeCloneReader }, { readUncommitted }] = await Promise.all([
    import('../../git/clone/clone-reader.ts'),
    import('../../git/clone/read-uncommitted.ts'),
  ]);
  const head = clone.head.kind === 'unborn' ? EMPTY_TREE[clone.objectFormat] : clone.head.oid;
  return readUncommitted(makeCloneReader(clone, head), only === undefined ? {} : { only });
}

/** Files of a home folder may be kept in a repository that lies elsewhere; then git says where, and the folder does not. */
async function openAround(cwd: string, gitDir: string | undefined): Promise<Checked<CloneFacts>> {
  const opened = await openClone(cwd);
  const isNowhere = !opened.ok && opened.problems.every(({ code }) => code === 'not-a-repository');
  return isNowhere && gitDir ? openClone(resolve(cwd, gitDir)) : opened;
}

async function readOrigHead(gitDir: string): Promise<Oid | undefined> {
  const text = (await readIfThere(`${gitDir}/ORIG_HEAD`, 200))?.toString('latin1').trim() ?? '';
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? (text as Oid) : undefined;
}
