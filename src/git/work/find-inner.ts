import { readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { LeftAside } from '../../app/ports/worktrees.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { repoPath } from '../../core/model/ids.ts';
import type { Submodule } from '../agent/find-submodules.ts';
import { isRealFolder, readUntrusted } from '../agent/read-untrusted.ts';
import { type InnerRepository, readInnerTree, snapshotRepository } from '../agent/snapshot-repository.ts';
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
  for (const submodule of fresh.submodules) {
    const { path } = submodule;
    const inner = await innerOf(repository, fresh.path, submodule);
    const commit = inner && (await snapshotRepository(inner));
    if (commit === undefined) continue;
    paths.add(path);
    aside.push({ kind: 'submodule', name: path, commit });
  }
  for (const path of await nestedPaths(ask)) {
    if (submodules.has(path)) continue;
    paths.add(path);
    const inner = await innerOf(repository, fresh.path, { path });
    const commit = inner && (await snapshotRepository(inner));
    aside.push({ kind: 'nested', name: path, ...(commit === undefined ? {} : { commit }) });
  }
  return { paths, aside };
}

async function nestedPaths(ask: Parameters<typeof findInner>[0]): Promise<readonly RepoPath[]> {
  const links = ask.differences.filter(({ oldMode, newMode }) => newMode === GITLINK && oldMode !== GITLINK);
  const folders: RepoPath[] = [];
  for (const name of ask.unreadable) {
    const path = repoPath(name.replace(/\/$/, ''));
    if (name.endsWith('/') && (await isRealFolder(join(ask.fresh.path, path, '.git')))) folders.push(path);
  }
  return [...new Set([...links.map(({ path }) => path), ...folders])];
}

type Place = Pick<Submodule, 'path'> & Partial<Omit<Submodule, 'path'>>;

/** `undefined`: there is nothing, and nothing is left of what there was. */
async function innerOf(
  repository: PrivateRepository,
  root: string,
  { path, oid, module, place, begun }: Place,
): Promise<InnerRepository | undefined> {
  const folder = join(root, path);
  const isThere = (await isRealFolder(folder)) && (await readdir(folder)).length > 0;
  const left = place === undefined ? undefined : join(root, '.git', place);
  const emptied = left !== undefined && (await isRealFolder(left)) ? left : undefined;
  if (!isThere && emptied === undefined) return undefined;
  return {
    repository,
    folder,
    gitDir: isThere ? await gitDirInside(root, folder) : emptied,
    message: `Kept: the repository in ${path}`,
    ...(oid === undefined ? {} : { recorded: oid }),
    ...(module === undefined ? {} : { module }),
    ...(begun === undefined ? {} : { begun }),
    ...(isThere ? {} : { emptied: true }),
  };
}

/** The submodules with what their files are now: what the set-up has made there is not the agent's. */
export async function beginSubmodules(
  repository: PrivateRepository,
  { path, submodules }: Pick<FreshWorktree, 'path' | 'submodules'>,
): Promise<readonly Submodule[]> {
  const begun: Submodule[] = [];
  for (const submodule of submodules) {
    const inner = await innerOf(repository, path, submodule);
    const is = inner === undefined || inner.emptied ? undefined : await readInnerTree(inner);
    begun.push(is === undefined ? submodule : { ...submodule, begun: is });
  }
  return begun;
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
