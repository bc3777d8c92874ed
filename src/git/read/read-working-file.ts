import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { WorkingFile } from '../../app/ports/repository.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';

/** A regular file below `root`; `undefined` where it is absent, reached through a link, or not regular. */
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
    if (!stat.isFile()) return undefined;
    const at = Math.floor(stat.mtimeMs) as WallTime;
    if (stat.size > maxBytes) return { kind: 'too-large', size: stat.size, at };
    return { kind: 'read', bytes: await readAtMost(file, maxBytes), at };
  } finally {
    await file.close();
  }
}

/** It may grow while it is being read. */
async function readAtMost(file: FileHandle, maxBytes: number): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  while (length < maxBytes) {
    const piece = Buffer.allocUnsafe(Math.min(1_000_000, maxBytes - length));
    const { bytesRead } = await file.read(piece, 0, piece.length);
    if (bytesRead === 0) break;
    pieces.push(piece.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(pieces);
}

/** When regular files below `root` were last written; those that are not there, or links, are left out. */
export async function readWorkingTimes(
  root: string,
  paths: readonly RepoPath[],
): Promise<ReadonlyMap<RepoPath, WallTime>> {
  const times = new Map<RepoPath, WallTime>();
  await Promise.all(
    paths.map(async (path) => {
      const stat = await lstat(resolve(root, path)).catch(() => undefined);
      if (stat?.isFile()) times.set(path, Math.floor(stat.mtimeMs) as WallTime);
    }),
  );
  return times;
}
