import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { userCacheFolder } from '../../process/disk/cache-folder.ts';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { PRIVATE } from '../private-place.ts';
import { removeFolder } from '../work/remove-folder.ts';
import { parseAlternatesLine } from './bare-layout.ts';
import { clonesFolder } from './cache-place.ts';
import { LOOK_FILE, readLookOwner } from './look-file.ts';

const LARGEST = 16 * 1024;

/** Removes what looks have left in the user's cache of clones that are not there any more. How many those were. */
export async function pruneCaches(env: Readonly<Record<string, string | undefined>>): Promise<number> {
  const cache = userCacheFolder(env);
  if (cache === undefined) return 0;
  const clones = clonesFolder(cache);
  let pruned = 0;
  for (const name of await readdir(clones).catch(() => [])) {
    const folder = join(clones, name);
    if ((await isOfGoneClone(folder)) && !(await removeFolder(folder)).stays) pruned++;
  }
  return pruned;
}

/** Each names the objects of its clone, by their absolute path. */
async function isOfGoneClone(folder: string): Promise<boolean> {
  const file = join(folder, PRIVATE, 'objects', 'info', 'alternates');
  const line = (await readIfThere(file, LARGEST).catch(() => undefined))?.toString('utf8');
  const objects =
    line === undefined ? await readLookOwner(join(folder, LOOK_FILE)) : parseAlternatesLine(line);
  if (objects === undefined || !isAbsolute(objects)) return false; // being made, or none of ours
  return stat(objects).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
  );
}
