import { rm, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

// A git that is killed while it moves refs leaves its lock files, and then nothing can be changed there any more. On a
// server only its people may judge that. Here every git is one of ours, which holds a lock for milliseconds.

const STALE_MS = 60_000;

// fatal: Unable to create '/srv/shop/.git/agentic.git/packed-refs.lock': File exists.
const IN_THE_WAY = /Unable to create '([^'\n]+\.lock)': File exists/g;

/** Removes the lock files that git complained of, where they lie in this folder and are old. True: it may be asked again. */
export async function removeStaleLocks(folder: string, complaint: string): Promise<boolean> {
  const inside = `${resolve(folder)}${sep}`;
  let removed = false;
  for (const [, named = ''] of complaint.matchAll(IN_THE_WAY)) {
    const path = resolve(folder, named);
    if (!path.startsWith(inside)) continue;
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || Date.now() - found.mtimeMs < STALE_MS) continue;
    await rm(path, { force: true }).catch(() => {});
    removed = true;
  }
  return removed;
}
