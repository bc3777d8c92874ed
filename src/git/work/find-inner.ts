import { readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { LeftAside } from '../../app/ports/worktrees.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { isRealFolder, readUntrusted } from '../agent/read-untrusted.ts';
import { snapshotRepository } from '../agent/snapshot-repository.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import type { FreshWorktree } from './fresh-worktree.ts';
import type { TreeDifference } from './parse-tree-diff.ts';

/** What repositories inside an agent's folder hold: submodules, and such as it made there. */
export interface InnerWork {
  /** Paths that are no part of a result: a pointer to a commit that nobody else has. */
  readonly paths: ReadonlySet<RepoPath>;
  /** Each kept whole, as a commit of our repository. */
  readonly aside: readonly LeftAside[];
}

const GITLINK = '160000';

/** Finds them, and takes what is nowhere else. */
export async function findInner(ask: {
  readonly repository: PrivateRepository;
  readonly fresh: FreshWorktree;
  readonly differences: readonly TreeDifference[];
  /** What git could not add: a repository without a commit is among it. */
  readonly unreadable: readonly RepoPath[];
}): Promise<InnerWork> {
  const { repository, fresh } = ask;
  const paths = new Set<RepoPath>();
  const aside: LeftAside[] = [];
  const submodules = new Set(fresh.submodules.map(({ path }) => path));
  for (const { path, oid: recorded, module } of fresh.submodules) {
    const more = { recorded, ...(module === undefined ? {} : { module }) };
    const commit = await snapshotInside(repository, fresh, path, more);
    if (commit === undefined) continue;
    paths.add(path);
    aside.push({ kind: 'submodule', name: path, commit });
  }
  for (const path of await nestedPaths(ask)) {
    if (submodules.has(path)) continue;
    paths.add(path);
    const commit = await snapshotInside(repository, fresh, path, {});
    aside.push({ kind: 'nested', name: path, ...(commit === undefined ? {} : { commit }) });
  }
  return { paths, aside };
}

async function nestedPaths(ask: Parameters<typeof findInner>[0]): Promise<readonly RepoPath[]> {
  const links = ask.differences.filter(({ oldMode, newMode }) => newMode === GITLINK && oldMode !== GITLINK);
  const folders: RepoPath[] = [];
  for (const name of ask.unreadable) {
    const path = name.replace(/\/$/, '') as RepoPath;
    if (name.endsWith('/') && (await isRealFolder(join(ask.fresh.path, path, '.git')))) folders.push(path);
  }
  return [...new Set([...links.map(({ path }) => path), ...folders])];
}

async function snapshotInside(
  repository: PrivateRepository,
  fresh: FreshWorktree,
  path: RepoPath,
  more: { readonly recorded?: Oid; readonly module?: string },
): Promise<Oid | undefined> {
  const folder = join(fresh.path, path);
  if (!(await isRealFolder(folder)) || (await readdir(folder)).length === 0) return undefined;
  const gitDir = await gitDirInside(fresh.path, folder);
  const message = `Kept: the repository in ${path}`;
  return snapshotRepository({ repository, folder, gitDir, message, ...more });
}

/** A `.git` folder of its own, or one below the agent's own `.git/modules`; what a link or a file names elsewhere is not read. */
async function gitDirInside(root: string, folder: string): Promise<string | undefined> {
  const own = join(folder, '.git');
  if (await isRealFolder(own)) return own;
  const named = /^gitdir: (.+)$/m.exec((await readUntrusted(own, 16 * 1024)) ?? '')?.[1];
  if (named === undefined) return undefined;
  const place = resolve(folder, named);
  const modules = join(root, '.git', 'modules') + sep;
  return place.startsWith(modules) && (await isRealFolder(place)) ? place : undefined;
}
