import { createHash } from 'node:crypto';
import { lstat, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Mask } from '../../core/agents/mask-secrets.ts';
import type { Holder } from '../../core/claim/holder.ts';
import { cacheFolder } from '../../process/disk/cache-folder.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import type { PrivateRepository } from '../private/private-repository.ts';

/** The folder for worktrees of one repository: in the user's cache, or where the team wants it; never inside `.git`. */
export function worktreeFolder(ask: {
  readonly commonDir: string;
  readonly root: string;
  /** The setting `worktrees`, relative to the root. */
  readonly wanted?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): string {
  const id = createHash('sha256').update(ask.commonDir).digest('hex').slice(0, 12);
  if (ask.wanted !== undefined) return join(resolve(ask.root, withHome(ask.wanted, ask.env)), id);
  return join(cacheFolder(ask.env), id);
}

/** Where a folder's own repository lies. */
export const gitDirOf = (path: string): string => join(path, '.git');

/** Where its index lies. */
export const indexOf = (path: string): string => join(gitDirOf(path), 'index');

/** Folder inside every worktree for what we and the agent tell each other; no file below it is ever collected. */
export const EXCHANGE = '.agentic-task';

export interface WorktreesOptions {
  readonly repository: PrivateRepository;
  /** Whose work it is: agents' repositories begin with what this clone has. */
  readonly clone: CloneFacts;
  /** All worktrees of this repository; made when needed. */
  readonly folder: string;
  /** The user's checkout, which links lead to. */
  readonly root: string;
  readonly owner: Holder;
  readonly isKnownDead: (holder: Holder) => boolean | Promise<boolean>;
  /** Paths that worktrees get as links; not collected either. */
  readonly links: readonly string[];
  /** For what agents say in their own commits. */
  readonly mask: Mask;
}

/** `~/x` as a shell has it. */
export function withHome(path: string, env: Readonly<Record<string, string | undefined>>): string {
  const home = env['HOME'] ?? homedir();
  return /^~(?=[/\\]|$)/.test(path) ? join(home, path.slice(1)) : path;
}

/** The repository around a folder that may not be there yet; undefined: none. Nothing is made. */
export async function repositoryAround(folder: string): Promise<string | undefined> {
  const there = await realpath(folder).catch(() => undefined);
  if (there === undefined) return dirname(folder) === folder ? undefined : repositoryAround(dirname(folder));
  for (let at = there; ; at = dirname(at)) {
    if (await isRepository(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}

async function isRepository(folder: string): Promise<boolean> {
  const isThere = (name: string) =>
    lstat(join(folder, name)).then(
      () => true,
      () => false,
    );
  if (await isThere('.git')) return true;
  const bare = await Promise.all(['HEAD', 'objects', 'refs'].map(isThere));
  return bare.every(Boolean);
}
