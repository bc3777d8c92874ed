import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withPath } from './disk-problem.ts';

/**
 * Writes a file so that after a crash at any moment it holds either the old bytes or the new ones, and after the
 * return the new ones: a file beside it, synced, moved into place, the folder synced.
 */
export async function writeDurably(path: string, bytes: string | Uint8Array): Promise<void> {
  await replaceDurably(path, bytes, { mode: OURS_ALONE });
}

const OURS_ALONE = 0o600;

/** How a file is put in its place. */
export interface Replacing {
  /** Who may do what with it. */
  readonly mode: number;
  /** Whose it is; by itself that of who writes. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Asked at the last moment: whether what is in its place is still what it is to replace. */
  readonly mayReplace?: () => Promise<boolean>;
}

/** The same for a file that others have, too; `false`: nothing was written, since it might not. */
export async function replaceDurably(
  path: string,
  bytes: string | Uint8Array,
  how: Replacing,
): Promise<boolean> {
  try {
    return await writeBeside(path, bytes, how);
  } catch (error) {
    throw withPath(error, path);
  }
}

async function writeBeside(
  path: string,
  bytes: string | Uint8Array,
  { mode, owner, mayReplace = async () => true }: Replacing,
): Promise<boolean> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await fill(temporary, bytes, { mode, owner });
    const isReplaced = await mayReplace();
    if (isReplaced) await rename(temporary, path);
    else await rm(temporary, { force: true });
    if (isReplaced) await syncFolder(folder);
    return isReplaced;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function fill(
  temporary: string,
  bytes: string | Uint8Array,
  { mode, owner }: { readonly mode: number; readonly owner: Replacing['owner'] | undefined },
): Promise<void> {
  await using file = await open(temporary, 'wx', OURS_ALONE);
  await file.writeFile(bytes);
  const made = owner === undefined ? undefined : await file.stat();
  if (owner !== undefined && (made?.uid !== owner.uid || made.gid !== owner.gid))
    await file.chown(owner.uid, owner.gid);
  if (mode !== OURS_ALONE) await file.chmod(mode);
  await file.sync();
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
