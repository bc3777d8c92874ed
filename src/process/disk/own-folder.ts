import { chmod, lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder of ours, and those above it, so that nobody else can read it or write there. False: it is a link, or
 * another user's, who could then choose what our git works with. Errors are those of the disk.
 */
export async function makeOwnFolder(path: string): Promise<boolean> {
  await makeFolders(path);
  const found = await lstat(path);
  if (!found.isDirectory()) return false;
  if (process.getuid === undefined) return true; // Windows: folders of a user are that user's
  if (found.uid !== process.getuid()) return false;
  if ((found.mode & 0o077) !== 0) await chmod(path, 0o700);
  return true;
}

/** Node's own way to make the folders above, too, never ends where the system says ENOENT for ever, as below /proc. */
async function makeFolders(path: string): Promise<void> {
  const made = await makeFolder(path);
  if (made === undefined) return;
  if (made.code !== 'ENOENT' || dirname(path) === path) throw made;
  await makeFolders(dirname(path));
  const again = await makeFolder(path);
  if (again !== undefined) throw again;
}

/** The error, unless something is there now. */
async function makeFolder(path: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(path, { mode: 0o700 });
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code }: NodeJS.ErrnoException = error;
    return code === 'EEXIST' ? undefined : error;
  }
}
