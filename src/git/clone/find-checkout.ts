import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { isThere } from '../../process/disk/is-there.ts';
import { CLONE_NOTE } from '../private-place.ts';

/** Where a working tree and its repository lie. Paths are absolute, links followed. */
export interface Checkout {
  readonly cwd: string;
  readonly topLevel: string;
  /** Of this worktree; differs from `commonDir` in a linked worktree. */
  readonly gitDir: string;
  readonly commonDir: string;
}

const LARGEST = 256 * 1024;
// Settings that move the working tree, or the rest of the settings to another file.
const MOVES = /\bworktree/i;
const BARE = /^\s*bare\b(?!\s*=\s*false\s*$)/im;

/**
 * The checkout around a folder as git would find it, of its files alone: starting git takes longer than all else that a
 * hook does. `nowhere`: there is none; `unusual`: git itself has to be asked.
 */
export async function findCheckout(
  from: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Checkout | 'nowhere' | 'unusual'> {
  if (env['GIT_DIR'] || env['GIT_CEILING_DIRECTORIES']) return 'unusual';
  const cwd = await realpath(from);
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, '.git');
    const found = await lstat(path).catch(() => undefined);
    if (found !== undefined) {
      const gitDir = found.isDirectory() ? path : found.isFile() ? await gitDirOf(folder, path) : undefined;
      const checkout = gitDir && (await checkoutOf({ cwd, topLevel: folder, gitDir }));
      return checkout || 'unusual';
    }
    // to git a folder with this file in it may be a repository by itself
    if (await isThere(join(folder, 'HEAD'))) return 'unusual';
    if (dirname(folder) === folder) return 'nowhere';
  }
}

async function checkoutOf(at: Pick<Checkout, 'cwd' | 'topLevel' | 'gitDir'>): Promise<Checkout | undefined> {
  const common = await readText(join(at.gitDir, 'commondir'));
  const commonDir = common === undefined ? at.gitDir : resolve(at.gitDir, common.trimEnd());
  const [config, owner, isAgents, hasHead] = await Promise.all([
    readText(join(commonDir, 'config')),
    lstat(commonDir).catch(() => undefined),
    isThere(join(commonDir, CLONE_NOTE)),
    isThere(join(at.gitDir, 'HEAD')),
  ]);
  if (config === undefined || isAgents || !hasHead || MOVES.test(config) || BARE.test(config))
    return undefined;
  // whose repository is somebody else's, git may refuse to work there
  if (!owner?.isDirectory() || owner.uid !== process.geteuid?.()) return undefined;
  return { ...at, commonDir };
}

/** A linked worktree, or a submodule: its `.git` file names the folder. */
async function gitDirOf(folder: string, path: string): Promise<string | undefined> {
  const named = /^gitdir: (.+?)\n*$/s.exec((await readText(path)) ?? '')?.[1];
  return named === undefined ? undefined : realpath(resolve(folder, named)).catch(() => undefined);
}

const readText = async (path: string): Promise<string | undefined> =>
  (await readIfThere(path, LARGEST))?.toString('utf8');
