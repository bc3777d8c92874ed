import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { sep } from 'node:path';
import { removeTree } from '../../process/disk/remove-tree.ts';

const separator = Buffer.from(sep);

/** Removes a folder whatever rights stand on it or inside it. What stopped it, where something stays. Follows no links. */
export async function removeFolder(path: string): Promise<{ readonly stays: false } | Stays> {
  if (await removeTree(path)) return { stays: false };
  for (const force of [false, true]) {
    try {
      if (force) await makeWritable(path);
      await rm(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
      return { stays: false };
    } catch (error) {
      if (force) return { stays: true, detail: error instanceof Error ? error.message : String(error) };
    }
  }
  return { stays: false };
}

export interface Stays {
  readonly stays: true;
  readonly detail: string;
}

/** Gives the owner all rights, from the top down: a folder without them cannot even be listed. */
export async function makeWritable(path: string | Buffer): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined || found.isSymbolicLink()) return;
  const wanted = found.isDirectory() ? 0o700 : 0o600;
  if ((found.mode & wanted) !== wanted) await chmod(path, found.mode | wanted).catch(() => {});
  if (!found.isDirectory()) return;
  const folder = Buffer.from(path);
  const names = await readdir(folder, { encoding: 'buffer' }).catch(() => []);
  for (const name of names) await makeWritable(Buffer.concat([folder, separator, name])); // names are bytes
}
