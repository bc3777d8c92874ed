import { copyFile, lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type SimpleGit, simpleGit } from 'simple-git';
import type { Leftover, Made, Worktree, Worktrees, WorktreeWish } from '../../app/ports/worktrees.ts';
import type { Holder } from '../../core/claim/holder.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { writeDurably } from '../../process/durable-file.ts';
import { endMarked } from '../../process/process-group.ts';
import { gitEnvironment } from '../exec-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { collectWork, type FreshWorktree, indexOf } from './collect-work.ts';
import { removeFolder } from './remove-folder.ts';
import { readMarkers, removeMarker, writeMarker } from './worktree-place.ts';

/** Folder inside every worktree for what we and the agent tell each other; no file below it is ever collected. */
const EXCHANGE = '.agentic-task';

export interface WorktreesOptions {
  readonly repository: PrivateRepository;
  /** All worktrees of this repository; made when needed. */
  readonly folder: string;
  /** The user's checkout, which links lead to. */
  readonly root: string;
  readonly owner: Holder;
  readonly isKnownDead: (holder: Holder) => boolean | Promise<boolean>;
  /** The private repository's configuration as it was before any agent worked. */
  readonly config: string;
  /** Paths that worktrees get as links; not collected either. */
  readonly links: readonly string[];
}

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
    cleanLeftovers: () => inTurn(() => cleanLeftovers(options)),
  };
}

/** `git config` in a worktree writes to the private repository; what an agent left there must not steer our own git. */
async function restoreConfig({ repository, config }: WorktreesOptions): Promise<void> {
  const path = join(repository.path, 'config');
  const now = await readFile(path, 'utf8').catch(() => undefined);
  if (now !== config) await writeDurably(path, config).catch(() => {});
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
  const { repository, folder, owner } = options;
  const name = `${wish.name.slice(0, 40)}-${wish.claim.slice(2)}`;
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await writeMarker(folder, { version: 1, owner, name, claim: wish.claim });
    await excludeOurs(options);
    await gitIn(repository).raw('worktree', 'add', '--quiet', '--force', '--detach', path, wish.commit);
    const prepared = await prepareFresh(path, wish.commit);
    const fresh = { ...prepared, ours: [EXCHANGE, ...(await makeLinks(options, path))] };
    return { ok: true, worktree: worktreeOf(options, { name, path, fresh }) };
  } catch (error) {
    await discard(options, name);
    const detail = error instanceof Error ? error.message.trim().slice(0, 500) : String(error);
    return { ok: false, problem: { code: 'no-worktree', severity: 'error', data: { path, detail } } };
  }
}

/** Remembers what only a fresh worktree can tell, before anybody works in it. */
async function prepareFresh(path: string, commit: Oid): Promise<Omit<FreshWorktree, 'ours'>> {
  const link = await readFile(join(path, '.git'), 'utf8');
  const adminDir = /^gitdir: (.+)\n?$/.exec(link)?.[1];
  if (adminDir === undefined) throw new Error('the worktree has no .git file');
  const freshIndex = `${path}.index`;
  await copyFile(indexOf(adminDir), freshIndex);
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
  made: { readonly name: string; readonly path: string; readonly fresh: FreshWorktree },
): Worktree {
  let { fresh } = made;
  return {
    path: made.path,
    exchange: join(made.path, EXCHANGE),
    collect: async () => {
      await restoreConfig(options);
      return collectWork(options.repository, fresh);
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
    remove: () => discard(options, made.name),
  };
}

/** The folder, git's notes about it, and the marker last: as long as it is there, the next run tries again. */
async function discard(options: WorktreesOptions, name: string): Promise<Leftover | undefined> {
  const path = join(options.folder, name);
  await restoreConfig(options);
  const removed = await removeFolder(path);
  for (const index of [`${path}.index`, `${path}.index.collected`])
    await rm(index, { force: true }).catch(() => {});
  // Also where something stays: git forgets worktrees whose `.git` file is gone.
  await gitIn(options.repository)
    .raw('worktree', 'prune', '--expire', 'now')
    .catch(() => {});
  if (removed.stays) return { path, stays: true, detail: removed.detail };
  await removeMarker(options.folder, name).catch(() => {});
  return undefined;
}

async function cleanLeftovers(options: WorktreesOptions): Promise<readonly Leftover[]> {
  const found: Leftover[] = [];
  for (const marker of await readMarkers(options.folder)) {
    if (!(await options.isKnownDead(marker.owner))) continue;
    endMarked(`AGENTIC_CLAIM=${marker.claim}`);
    const stays = await discard(options, marker.name);
    found.push(stays ?? { path: join(options.folder, marker.name), stays: false });
  }
  return found;
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
