import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { Oid } from '../../core/model/ids.ts';
import { withPath } from '../../process/disk/disk-problem.ts';

const compress = promisify(deflate);

/** An object of git, its bytes without the `<type> <size>` header; `oid` is what header and bytes give. */
export interface LooseObject {
  readonly oid: Oid;
  readonly type: 'commit' | 'tree' | 'blob';
  readonly bytes: Uint8Array;
}

/**
 * Writes loose objects straight into an object folder: a hundred of them cost less than one git process.
 * `sync` forces each to the disk first; a remote store leaves it out, since what matters is what the remote has.
 */
export async function writeLooseObjects(
  objectsDir: string,
  objects: readonly LooseObject[],
  options: { readonly sync: boolean },
): Promise<void> {
  for (const object of objects) await writeLooseObject(objectsDir, object, options.sync);
}

async function writeLooseObject(objectsDir: string, object: LooseObject, sync: boolean): Promise<void> {
  const folder = join(objectsDir, object.oid.slice(0, 2));
  const path = join(folder, object.oid.slice(2));
  if (await isThere(path)) return;
  await mkdir(folder, { recursive: true });
  const header = Buffer.from(`${object.type} ${object.bytes.length}\0`);
  const temporary = join(folder, `tmp_obj_${randomBytes(8).toString('hex')}`); // git's own name for these: gc removes it
  try {
    await using file = await open(temporary, 'wx', 0o444);
    await file.writeFile(await compress(Buffer.concat([header, object.bytes]), { level: 1 }));
    if (sync) await file.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw withPath(error, path); // a write names no file
  }
  await rename(temporary, path);
}

/** A file that a power cut left empty is not an object; it is written again. */
async function isThere(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.size > 0;
}
