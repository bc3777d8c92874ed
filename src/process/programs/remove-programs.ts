import { readdirSync, readFileSync } from 'node:fs';
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../disk/durable-file.ts';
import { isOwnScript, NAME, programFolders } from './place-program.ts';

const LARGEST = 16 * 1024;

/**
 * Removes the scripts that start this program from the user's cache and from our temporary folder; whoever needs one
 * makes it anew. One that something still running finds on its PATH stays. The folders that are gone.
 */
export async function removePrograms(cache: string | undefined): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const place of programFolders(cache)) {
    for (const name of await readdir(place).catch(() => [])) {
      const folder = join(place, name);
      if (isFirstOnSomePath(folder) || !(await holdsOwnScript(folder))) continue;
      await rm(join(folder, NAME), { force: true });
      if (await isRemoved(folder)) removed.push(folder);
    }
    await isRemoved(place);
  }
  return removed;
}

async function holdsOwnScript(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  const text = await readIfThere(join(folder, NAME), LARGEST).catch(() => undefined);
  return text !== undefined && isOwnScript(text.toString('utf8'));
}

/** Only where it is empty: what else is in there is not ours. */
const isRemoved = (folder: string): Promise<boolean> =>
  rmdir(folder).then(
    () => true,
    () => false,
  );

/** Whether a process of this user was started with that folder first; never where the system does not show it. */
function isFirstOnSomePath(folder: string): boolean {
  if (process.platform !== 'linux') return false;
  const entry = Buffer.from(`\0PATH=${folder}:`);
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const environ = readFileSync(`/proc/${pid}/environ`);
      return Buffer.concat([Buffer.from('\0'), environ]).includes(entry);
    } catch {
      return false; // gone, or somebody else's
    }
  });
}
