import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { WallTime } from '../../core/model/time.ts';

export interface WorkingFile {
  readonly bytes: Uint8Array;
  readonly at: WallTime;
}

/** A regular file below `root`; `undefined` where it is absent, reached through a link, not regular, or too large. */
export async function readWorkingFile(
  root: string,
  path: string,
  maxBytes: number,
): Promise<WorkingFile | undefined> {
  const full = resolve(root, path);
  if (!full.startsWith(root + sep) || /(^|[\\/])\.git([\\/]|$)/i.test(path)) return undefined;
  // A link on the way could lead out of the repository, or into another file than the one that was named.
  const parent = await realpath(dirname(full)).catch(() => undefined);
  if (parent !== dirname(full) || !(await lstat(full).catch(() => undefined))?.isFile()) return undefined;
  // No link is followed at the end, and a pipe that took the file's place does not block.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(full, flags).catch(() => undefined);
  if (!file) return undefined;
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > maxBytes) return undefined;
    return { bytes: await file.readFile(), at: Math.floor(stat.mtimeMs) as WallTime };
  } finally {
    await file.close();
  }
}
