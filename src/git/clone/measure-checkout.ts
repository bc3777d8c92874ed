import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloneFacts } from './clone-facts.ts';

const BLOCK = 4096;
const SKIP_WORKTREE = 0x4000;

/**
 * About how many bytes a checkout takes on the disk: the sizes that the clone's own index notes of its files, LFS and line
 * ends included. Read without a git process, and never more than an estimate; `undefined` where there is no index.
 */
export async function measureCheckout({
  gitDir,
  objectFormat,
}: Pick<CloneFacts, 'gitDir' | 'objectFormat'>): Promise<number | undefined> {
  const index = await readFile(join(gitDir, 'index')).catch(() => undefined);
  if (index === undefined || index.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const sizes = sizesIn(index, objectFormat === 'sha256' ? 32 : 20);
  const blocks = sizes.reduce((sum, size) => sum + Math.ceil(size / BLOCK), 0);
  return blocks * BLOCK + 2 * index.length; // its own index, and the copy that we keep of it
}

/** As gitformat-index(5) has it, versions 2 to 4: ten numbers, the object's name, flags, the path. */
function sizesIn(index: Buffer, oidBytes: number): readonly number[] {
  const [version, count] = [index.readUInt32BE(4), index.readUInt32BE(8)];
  const sizes: number[] = [];
  for (let at = 12, entry = 0; entry < count && at + 42 + oidBytes < index.length; entry++) {
    const flagsAt = at + 40 + oidBytes;
    const extended = version > 2 && (index.readUInt16BE(flagsAt) & 0x4000) !== 0;
    const isHere = !extended || (index.readUInt16BE(flagsAt + 2) & SKIP_WORKTREE) === 0;
    if (isHere) sizes.push(index.readUInt32BE(at + 36));
    const nameAt = flagsAt + (extended ? 4 : 2);
    const end = endOfName(index, nameAt, version);
    if (end < 0) break;
    // before version 4 one to eight NULs bring each entry to a multiple of eight
    at = version < 4 ? at + Math.ceil((end - at + 1) / 8) * 8 : end + 1;
  }
  return sizes;
}

/** Where the NUL stands that ends a path; in version 4 a number goes first, which may hold NULs. */
function endOfName(index: Buffer, nameAt: number, version: number): number {
  let from = nameAt;
  if (version === 4) {
    while (((index[from] ?? 0) & 0x80) !== 0) from++;
    from++;
  }
  return index.indexOf(0, from);
}
