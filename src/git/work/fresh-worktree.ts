import { copyFile, lstat, mkdir, readFile, rename, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { readIfThere, writeDurably } from '../../process/durable-file.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { agentsRepositoryPath } from '../private-place.ts';
import { type FreshWorktree, indexOf } from './collect-work.ts';
import { EXCHANGE } from './worktree-place.ts';

const LARGEST_EXCLUDE = 64 * 1024;

/** Remembers what only a fresh worktree can tell, before anybody works in it, and puts into it what is ours. */
export async function prepareFresh(ask: {
  readonly path: string;
  readonly commit: Oid;
  /** The user's checkout, which links lead to. */
  readonly root: string;
  readonly links: readonly string[];
}): Promise<FreshWorktree> {
  const { path, commit } = ask;
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
  return { path, commit, adminDir, freshIndex, ours: [EXCHANGE, ...(await makeLinks(ask))] };
}

/** What a team shares between its worktrees, e.g. `node_modules`. What the checkout does not have, or the commit has, is left. */
async function makeLinks(ask: {
  readonly path: string;
  readonly root: string;
  readonly links: readonly string[];
}): Promise<readonly string[]> {
  const made: string[] = [];
  for (const link of ask.links) {
    const from = join(ask.root, link);
    const to = join(ask.path, link);
    if ((await lstat(from).catch(() => undefined)) === undefined) continue;
    if ((await lstat(to).catch(() => undefined)) !== undefined) continue;
    await mkdir(dirname(to), { recursive: true });
    await symlink(from, to, 'junction'); // the kind counts on Windows only, where it needs no rights
    made.push(link.replace(/\/+$/, ''));
  }
  return made;
}

/**
 * What we put into worktrees is ignored there, so that an agent's own `git add -A` leaves it out too. All worktrees
 * share the file, so it is replaced in one step, and only where it is another one.
 */
export async function excludeOurs(repository: PrivateRepository, links: readonly string[]): Promise<void> {
  const lines = [EXCHANGE, ...links].map(
    (path) => `/${path.replace(/[\\*?[\]]/g, '\\$&').replace(/\/+$/, '')}`,
  );
  const text = `${lines.join('\n')}\n`;
  for (const home of [repository.path, agentsRepositoryPath(repository)]) {
    const path = join(home, 'info', 'exclude');
    const now = await readIfThere(path, LARGEST_EXCLUDE).catch(() => undefined);
    if (now?.toString('utf8') !== text) await writeDurably(path, text);
  }
}
