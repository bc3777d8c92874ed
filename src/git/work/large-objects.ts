import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LargeObjects } from '../../app/ports/large-objects.ts';
import type { LfsPointer } from '../../core/run/lfs-pointer.ts';
import { readChunks } from '../../process/disk/read-chunks.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { notUploaded, uploadLargeFiles } from './upload-large-files.ts';

/**
 * The store of our own repository: what git-lfs has cleaned there when work was collected is in it, checkouts of worktrees look into
 * it, and what is uploaded comes out of it. `url`: of the remote that results go to.
 */
export function largeObjects(repository: PrivateRepository, url: string | undefined): LargeObjects {
  const placeOf = ({ oid }: LfsPointer): string => join(repository.path, largeObjectPath(oid));
  return {
    async read(pointer) {
      const file = placeOf(pointer);
      return (await holds(file, pointer)) ? readChunks(file, pointer.size) : undefined;
    },
    async write(pointer, bytes) {
      const file = placeOf(pointer);
      if (await holds(file, pointer)) return true;
      await mkdir(dirname(file), { recursive: true });
      const beside = `${file}.${randomUUID()}`;
      try {
        if (!(await writeChecked(beside, pointer, bytes))) return false;
        await rename(beside, file);
        return true;
      } finally {
        await rm(beside, { force: true });
      }
    },
    upload: async (files, trusted) =>
      url === undefined
        ? notUploaded(files, 'there is no remote')
        : uploadLargeFiles({ repository, url, files, trusted }),
  };
}

/** Where git-lfs keeps contents below a git folder. */
export const largeObjectPath = (oid: string): string =>
  join('lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);

/** A regular file of just these bytes; it may lie where an agent could write. */
async function holds(file: string, { oid, size }: LfsPointer): Promise<boolean> {
  const about = await lstat(file).catch(() => undefined);
  if (about === undefined || !about.isFile() || about.size !== size) return false;
  const hash = createHash('sha256');
  for await (const chunk of readChunks(file, size)) hash.update(chunk);
  return hash.digest('hex') === oid;
}

async function writeChecked(
  to: string,
  { oid, size }: LfsPointer,
  bytes: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const hash = createHash('sha256');
  await using file: FileHandle = await open(to, 'wx');
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > size) return false;
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return total === size && hash.digest('hex') === oid;
}
