import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere } from '../../process/disk/is-there.ts';
import { placeMarker, removeMarker, type WorktreeMarker } from './worktree-marker.ts';

// Agents, shells and compilers remember by path what they trust and what they have built, so that folders have few names
// that come again and again: `agent-1`, `agent-2`, `verify-1`.

const MOST = 10_000;

/**
 * Makes an empty folder under the smallest number that is free, with its marker beside it. Two processes never get the
 * same one: the marker is made where there is none, or not at all. A folder that stays keeps its number.
 */
export async function takeName(
  folder: string,
  ask: { readonly kind: string; readonly marker: Omit<WorktreeMarker, 'name'> },
): Promise<WorktreeMarker> {
  for (let number = 1; number <= MOST; number++) {
    const name = `${ask.kind}-${number}`;
    if (await isThere(join(folder, name))) continue;
    const marker = { ...ask.marker, name };
    if (!(await placeMarker(folder, marker))) continue;
    if (await makeNew(join(folder, name))) return marker;
    await removeMarker(folder, name); // somebody's folder has come meanwhile
  }
  throw new Error(`all of ${ask.kind}-1 to ${ask.kind}-${MOST} in ${folder} are taken`);
}

const GONE = 'gone-';

/** A name that nobody has, for what is only to be removed. */
export const goneName = (): string => `${GONE}${randomBytes(8).toString('hex')}`;

export const isGoneName = (name: string): boolean => name.startsWith(GONE);

async function makeNew(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
