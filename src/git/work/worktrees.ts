import { copyFile, lstat, mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type SimpleGit, simpleGit } from 'simple-git';
import type { Made, Worktree, Worktrees, WorktreeWish } from '../../app/ports/worktrees.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { gitEnvironment } from '../exec-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { cleanLeftovers } from './clean-leftovers.ts';
import { collectWork, type FreshWorktree, indexOf } from './collect-work.ts';
import { discardWorktree, forgetWorktree, restoreConfig } from './discard-worktree.ts';
import { removeFolder } from './remove-folder.ts';
import { noteMade, removeMarker, type WorktreeMarker, writeMarker } from './worktree-marker.ts';
import { EXCHANGE, type WorktreesOptions } from './worktree-place.ts';

const MOST_ADDS = 3;

/** Worktrees that hang on the private repository. */
export function gitWorktrees(options: WorktreesOptions): Worktrees {
  let last: Promise<unknown> = Promise.resolve();
  // git makes worktrees one at a time: two at once may take the same name for their administrative folder
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
  return {
    showRefs: (refs) => showRefs(options.repository, refs),
    make: (wish) => inTurn(() => makeWorktree(options, wish)),
    cleanLeftovers: (keep) => inTurn(() => cleanLeftovers(options, keep)),
  };
}

const gitIn = (repository: PrivateRepository): SimpleGit =>
  simpleGit({
    baseDir: repository.path,
    // "Unsafe" is an environment with settings in it: these are the clone's own, as any git there would have them.
    unsafe: {
      allowUnsafeConfigPaths: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeHooksPath: true,
      allowUnsafeAskPass: true,
      allowUnsafeEditor: true,
      allowUnsafePager: true,
      allowUnsafeSshCommand: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeFilter: true,
      allowUnsafeGitProxy: true,
      allowUnsafePack: true,
      allowUnsafeProtocolOverride: true,
    },
    config: ['core.hooksPath=/dev/null'],
  }).env({ ...gitEnvironment(repository.env), GIT_DIR: repository.path });

async function makeWorktree(options: WorktreesOptions, wish: WorktreeWish): Promise<Made> {
  const { folder } = options;
  const name = `${wish.name.slice(0, 40)}-${wish.claim.slice(2)}`;
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    const marker = markerOf(options, wish, name);
    await writeMarker(folder, marker);
    await excludeOurs(options);
    await addWorktree(options, name, wish.commit);
    const prepared = await prepareFresh(path, wish.commit);
    const fresh = { ...prepared, ours: [EXCHANGE, ...(await makeLinks(options, path))] };
    return { ok: true, worktree: worktreeOf(options, { marker, path, fresh }) };
  } catch (error) {
    await discardWorktree(options, name);
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

/**
 * Git reads its notes of all worktrees first, and dies of those that another run of this clone, or an agent's own
 * `git worktree`, is just writing or removing. So it is asked again.
 */
async function addWorktree(options: WorktreesOptions, name: string, commit: Oid): Promise<void> {
  const path = join(options.folder, name);
  for (let left = MOST_ADDS - 1; ; left--) {
    try {
      await gitIn(options.repository).raw('worktree', 'add', '--quiet', '--force', '--detach', path, commit);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await removeFolder(path);
      await forgetWorktree(options, name);
    }
  }
}

/** Remembers what only a fresh worktree can tell, before anybody works in it. */
async function prepareFresh(path: string, commit: Oid): Promise<Omit<FreshWorktree, 'ours'>> {
  const link = await readFile(join(path, '.git'), 'utf8');
  const adminDir = /^gitdir: (.+)\n?$/.exec(link)?.[1];
  if (adminDir === undefined) throw new Error('the worktree has no .git file');
  const freshIndex = `${path}.index`;
  // whole or not at all: where it is missing nobody has worked in the worktree yet
  await copyFile(indexOf(adminDir), `${freshIndex}.collected`);
  await rename(`${freshIndex}.collected`, freshIndex);
  const exchange = join(path, EXCHANGE);
  for (const folder of [exchange, join(exchange, 'requests'), join(exchange, 'answers')]) {
    await mkdir(folder, { recursive: true });
    // the commit may hold a link of that name, and we would write where it leads
    if (!(await lstat(folder)).isDirectory()) throw new Error(`${EXCHANGE} in the repository is a link`);
  }
  return { path, commit, adminDir, freshIndex };
}

/** What a team shares between its worktrees, e.g. `node_modules`. What the checkout does not have, or the commit has, is left. */
async function makeLinks({ root, links }: WorktreesOptions, path: string): Promise<readonly string[]> {
  const made: string[] = [];
  for (const link of links) {
    const from = join(root, link);
    const to = join(path, link);
    if ((await lstat(from).catch(() => undefined)) === undefined) continue;
    if ((await lstat(to).catch(() => undefined)) !== undefined) continue;
    await mkdir(dirname(to), { recursive: true });
    await symlink(from, to, 'junction'); // the kind counts on Windows only, where it needs no rights
    made.push(link.replace(/\/+$/, ''));
  }
  return made;
}

function worktreeOf(
  options: WorktreesOptions,
  made: { readonly marker: WorktreeMarker; readonly path: string; readonly fresh: FreshWorktree },
): Worktree {
  const { marker } = made;
  let { fresh } = made;
  let unsettled = false;
  let removed = false;
  return {
    path: made.path,
    exchange: join(made.path, EXCHANGE),
    collect: async () => {
      await restoreConfig(options);
      const collected = await collectWork(options.repository, fresh);
      if (collected.ok && collected.changed.length > 0 && marker.work !== undefined) {
        await noteMade(options.folder, marker, collected);
        unsettled = true;
      }
      return collected;
    },
    moveTo: async (commit) => {
      try {
        const git = gitIn(options.repository).env({
          ...gitEnvironment(options.repository.env),
          GIT_DIR: fresh.adminDir,
          GIT_WORK_TREE: fresh.path,
        });
        await git.raw('reset', '--quiet', '--hard', commit);
        await git.raw('clean', '-ffdq'); // not what is ignored: that is what the set-up made
        fresh = { ...fresh, commit };
        return true;
      } catch {
        return false;
      }
    },
    remove: async () => {
      const stays = await discardWorktree(options, marker.name, { keepMarker: unsettled });
      removed = stays === undefined;
      return stays;
    },
    settled: async () => {
      unsettled = false;
      const { work: _, ...rest } = marker;
      await (removed ? removeMarker(options.folder, marker.name) : writeMarker(options.folder, rest));
    },
  };
}

/** What we put into worktrees is ignored there, so that an agent's own `git add -A` leaves it out too. */
async function excludeOurs({ repository, links }: WorktreesOptions): Promise<void> {
  const lines = [EXCHANGE, ...links].map(
    (path) => `/${path.replace(/[\\*?[\]]/g, '\\$&').replace(/\/+$/, '')}`,
  );
  await mkdir(join(repository.path, 'info'), { recursive: true });
  await writeFile(join(repository.path, 'info', 'exclude'), `${lines.join('\n')}\n`);
}

/** One at a time: a name that excludes another one's must not stop the rest. */
async function showRefs(repository: PrivateRepository, refs: ReadonlyMap<RefName, Oid>): Promise<void> {
  for (const [ref, oid] of refs) await repository.git({ args: ['update-ref', ref, oid] });
}
