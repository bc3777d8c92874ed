import { mkdir, realpath, rename, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import type { GitResult } from '../exec-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { agentsRepositoryPath } from '../private-place.ts';
import { type FreshWorktree, indexOf } from './collect-work.ts';
import type { WorktreesOptions } from './worktree-place.ts';

/** Where git keeps its notes about a worktree; ours are found by the name of its folder. */
export const notesOf = (repository: Home, name: string): string =>
  join(agentsRepositoryPath(repository), 'worktrees', name);

/** Where they lie until they are whole. */
export const halfMadeNotes = (repository: Home, name: string): string =>
  join(agentsRepositoryPath(repository), `making-${name}`);

type Home = Pick<PrivateRepository, 'path'>;

/**
 * A detached worktree, as gitrepository-layout(5) has it. Not by `git worktree add`: that reads the notes of all others
 * first and dies of those that are just being written (11 of 300 with 16 at once, git 2.39). Here they appear whole, so
 * that any number can be made at once, by several runs, while agents use git.
 */
export async function addWorktree(
  { repository, folder }: WorktreesOptions,
  name: string,
  commit: Oid,
): Promise<void> {
  const path = join(await realpath(folder), name);
  const notes = notesOf({ path: await realpath(repository.path) }, name);
  const making = halfMadeNotes(repository, name);
  await mkdir(path);
  await mkdir(making);
  await writeFile(join(making, 'commondir'), '../..\n');
  await writeFile(join(making, 'gitdir'), `${gitPath(join(path, '.git'))}\n`);
  await writeFile(join(making, 'HEAD'), `${commit}\n`);
  await writeFile(join(path, '.git'), `gitdir: ${gitPath(notes)}\n`);
  await moveIn(making, notes);
  const filled = await fillWorktree(repository, { path, adminDir: notes }, commit);
  if (filled.code !== 0) throw new Error(filled.stderr.trim());
}

/**
 * The files and the index of a worktree as a commit has them. By the private repository's settings alone: a checkout
 * executes filters, and those of an agent must not run with what we know.
 */
export const fillWorktree = (
  repository: PrivateRepository,
  { path, adminDir }: Pick<FreshWorktree, 'path' | 'adminDir'>,
  commit: Oid,
): Promise<GitResult> =>
  repository.git({
    args: ['-C', path, 'read-tree', '--reset', '-u', '--no-recurse-submodules', commit],
    env: { GIT_WORK_TREE: path, GIT_INDEX_FILE: indexOf(adminDir), GIT_OPTIONAL_LOCKS: undefined },
  });

/** Git removes the folder of all notes with the last of them, which an agent may cause at any moment. */
async function moveIn(making: string, notes: string): Promise<void> {
  for (let left = 2; ; left--) {
    await mkdir(join(notes, '..'), { recursive: true });
    try {
      return await rename(making, notes);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Git writes and reads slashes on every system. */
const gitPath = (path: string): string => path.replaceAll(sep, '/');
