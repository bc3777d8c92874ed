import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Made, Worktree, Worktrees, WorktreeWish } from '../../app/ports/worktrees.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { agentsRepositoryPath } from '../private-place.ts';
import { addWorktree, fillWorktree } from './add-worktree.ts';
import { cleanLeftovers } from './clean-leftovers.ts';
import { collectWork, type FreshWorktree, indexOf } from './collect-work.ts';
import { discardWorktree } from './discard-worktree.ts';
import { excludeOurs, prepareFresh } from './fresh-worktree.ts';
import { atMostAtOnce } from './in-turn.ts';
import { noteMade, removeMarker, type WorktreeMarker, writeMarker } from './worktree-marker.ts';
import { EXCHANGE, type WorktreesOptions } from './worktree-place.ts';

// More only get in each other's way: a checkout is bound by the disk and one core each.
const MOST_MAKING = Math.max(2, Math.min(8, availableParallelism()));
const MOST_REMOVING = 2;

/** Worktrees that hang on the agents' repository. */
export function gitWorktrees(options: WorktreesOptions): Worktrees {
  const making = atMostAtOnce(MOST_MAKING);
  const removing = atMostAtOnce(MOST_REMOVING);
  return {
    showRefs: (refs) => showRefs(options.repository, refs),
    make: (wish) => making(() => makeWorktree({ options, removing }, wish)),
    cleanLeftovers: (keep) => cleanLeftovers(options, keep),
  };
}

interface Workshop {
  readonly options: WorktreesOptions;
  readonly removing: ReturnType<typeof atMostAtOnce>;
}

async function makeWorktree(shop: Workshop, wish: WorktreeWish): Promise<Made> {
  const { repository, folder, root, links } = shop.options;
  const name = `${wish.name.slice(0, 40)}-${wish.claim.slice(2)}`;
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    const marker = markerOf(shop.options, wish, name);
    await writeMarker(folder, marker);
    await excludeOurs(repository, links);
    await addWorktree(shop.options, name, wish.commit);
    const fresh = await prepareFresh({ path, commit: wish.commit, root, links });
    return { ok: true, worktree: worktreeOf(shop, { marker, path, fresh }) };
  } catch (error) {
    await discardWorktree(shop.options, name);
    const detail = error instanceof Error ? error.message.trim().slice(0, 500) : String(error);
    return { ok: false, problem: { code: 'no-worktree', severity: 'error', data: { path, detail } } };
  }
}

const markerOf = (
  { owner, links }: WorktreesOptions,
  { claim, work, commit }: WorktreeWish,
  name: string,
): WorktreeMarker => ({
  version: 1,
  owner,
  name,
  claim,
  ...(work === undefined ? {} : { work: { ...work, base: commit, links } }),
});

function worktreeOf(
  { options, removing }: Workshop,
  made: { readonly marker: WorktreeMarker; readonly path: string; readonly fresh: FreshWorktree },
): Worktree {
  const { folder, repository } = options;
  const { marker } = made;
  let { fresh } = made;
  let unsettled = false;
  let removed = false;
  const marking = atMostAtOnce(1); // it is removed while what came of it is settled
  return {
    path: made.path,
    claim: marker.claim,
    exchange: join(made.path, EXCHANGE),
    collect: async () => {
      const collected = await collectWork(options, fresh);
      if (collected.ok && collected.changed.length > 0 && marker.work !== undefined) {
        await noteMade(folder, marker, collected);
        unsettled = true;
      }
      return collected;
    },
    moveTo: async (commit) => {
      if (!(await moveWorktree(repository, fresh, commit))) return false;
      fresh = { ...fresh, commit };
      return true;
    },
    remove: async () => {
      const stays = await removing(() => discardWorktree(options, marker.name, { keepMarker: true }));
      removed = stays === undefined;
      if (removed) await marking(async () => (unsettled ? undefined : removeMarker(folder, marker.name)));
      return stays;
    },
    settled: () =>
      marking(async () => {
        unsettled = false;
        const { work: _, ...rest } = marker;
        await (removed ? removeMarker(folder, marker.name) : writeMarker(folder, rest));
      }),
  };
}

async function moveWorktree(
  repository: PrivateRepository,
  { adminDir, path }: FreshWorktree,
  commit: Oid,
): Promise<boolean> {
  if ((await fillWorktree(repository, { path, adminDir }, commit)).code !== 0) return false;
  await writeFile(join(adminDir, 'HEAD'), `${commit}\n`);
  const env = { GIT_WORK_TREE: path, GIT_INDEX_FILE: indexOf(adminDir) };
  // not what is ignored: that is what the set-up made
  return (await repository.git({ args: ['-C', path, 'clean', '-ffdq'], env })).code === 0;
}

/** One at a time: a name that excludes another one's must not stop the rest. */
async function showRefs(repository: PrivateRepository, refs: ReadonlyMap<RefName, Oid>): Promise<void> {
  const env = { GIT_DIR: agentsRepositoryPath(repository) };
  for (const [ref, oid] of refs) await repository.git({ args: ['update-ref', ref, oid], env });
}
