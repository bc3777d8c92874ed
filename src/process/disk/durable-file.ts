import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withPath } from './disk-problem.ts';

/**
 * Writes a file so that after a crash at any moment it holds either the old bytes or the new ones, and after the
 * return the new ones: a file beside it, synced, moved into place, the folder synced. `mode`: who may do what with it.
 */
export async function writeDurably(
  path: string,
  bytes: string | Uint8Array,
  mode = OURS_ALONE,
): Promise<void> {
  try {
    await writeBeside(path, bytes, mode);
  } catch (error) {
    throw withPath(error, path);
  }
}

const OURS_ALONE = 0o600;

async function writeBeside(path: string, bytes: string | Uint8Array, mode: number): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await using file = await open(temporary, 'wx', OURS_ALONE);
    await file.writeFile(bytes);
    if (mode !== OURS_ALONE) await file.chmod(mode);
    await file.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Whether a name in the file's folder is one that `writeDurably` gives to what is not in its place yet. */
export const isTemporaryOf = (path: string, name: string): boolean =>
  name.startsWith(`.${basename(path)}.`) && /\.[0-9a-f]{12}\.tmp$/.test(name);

/** Windows cannot open a folder; there a rename is as durable as it gets. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(folder, 'r');
  } catch {
    return;
  }
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** The bytes of a regular file; `undefined` where there is none, or one that is longer than `maxBytes`. */
export async function readIfThere(path: string, maxBytes: number): Promise<Buffer | undefined> {
  let file: FileHandle;
  try {
    // `open` would wait for ever at a pipe that somebody put there, and keep the process from ending
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const found = await file.stat();
    if (!found.isFile() || found.size > maxBytes) return undefined;
    const bytes = await file.readFile();
    return bytes.length > maxBytes ? undefined : bytes;
  } finally {
    await file.close();
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
