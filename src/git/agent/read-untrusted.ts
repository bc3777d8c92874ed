import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

// What an agent's repository holds is read as text, by us: a git that is started in it obeys its configuration. An
// agent may have put links in there; none is followed, so that nothing outside is read and called its work.

/** A file's text, where it is a regular file of at most so many bytes; `undefined` otherwise. */
export async function readUntrusted(path: string, maxBytes: number): Promise<string | undefined> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const { size } = await file.stat();
    if (!(await file.stat()).isFile() || size > maxBytes) return undefined;
    return (await file.readFile()).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Whether a folder is there and no link to one. */
export const isRealFolder = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;

const MOST_FILES = 200_000;
const DEEPEST = 24;

/** Names of the regular files below a folder, relative to it, with `/`; links and what stands behind them are left out. */
export async function listUntrusted(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = async (below: string, depth: number): Promise<void> => {
    if (depth > DEEPEST) return;
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (found.length >= MOST_FILES) return;
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(name, depth + 1);
      else if (entry.isFile()) found.push(name);
    }
  };
  if (await isRealFolder(folder)) await walk('', 0);
  return found;
}
