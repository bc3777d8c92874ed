import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { listEntries } from './list-tree.ts';
import { parseBatch } from './parse-batch.ts';

/** Regular files of a commit; absent ones, links, submodules and those above `maxBytes` are left out. */
export async function readFiles(
  reader: CloneReader,
  ask: { readonly commit: Oid; readonly paths: readonly RepoPath[]; readonly maxBytes: number },
): Promise<ReadonlyMap<RepoPath, Uint8Array>> {
  const entries = await listEntries(reader, ask.commit, ask.paths);
  const blobs = [...new Set(entries.filter(({ mode }) => mode.startsWith('100')).map(({ oid }) => oid))];
  const contents = await readBlobs(reader, blobs, { each: ask.maxBytes, all: Number.POSITIVE_INFINITY });
  const files = new Map<RepoPath, Uint8Array>();
  for (const { path, mode, oid } of entries) {
    const content = contents.get(oid);
    if (content && mode.startsWith('100')) files.set(path, content);
  }
  return files;
}

/** Sizes first: git would inflate a file of a gigabyte before we could look away. */
async function onlySmall(
  reader: CloneReader,
  oids: readonly Oid[],
  { each, all }: { readonly each: number; readonly all: number },
): Promise<readonly Oid[]> {
  if (oids.length === 0) return [];
  // Exit code not looked at: in a partial clone git may die at the first blob that nobody has.
  const { stdout } = await reader.run({
    args: ['cat-file', '--batch-check=%(objectname) %(objectsize)', '--buffer'],
    input: `${oids.join('\n')}\n`,
  });
  let left = all;
  return stdout
    .toString('latin1')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, size]) => {
      const fits = /^\d+$/.test(size ?? '') && Number(size) <= Math.min(each, left);
      if (fits) left -= Number(size);
      return fits;
    })
    .map(([oid]) => oid as Oid);
}

/** Blobs by their ids, as far as they are small enough: each by itself, and all together in the order given. */
export async function readBlobs(
  reader: CloneReader,
  wanted: readonly Oid[],
  most: { readonly each: number; readonly all: number },
): Promise<ReadonlyMap<Oid, Buffer>> {
  return readContents(reader, await onlySmall(reader, [...new Set(wanted)], most));
}

async function readContents(reader: CloneReader, oids: readonly Oid[]): Promise<ReadonlyMap<Oid, Buffer>> {
  const contents = new Map<Oid, Buffer>();
  if (oids.length === 0) return contents;
  const output = await reader.ask({
    args: ['cat-file', '--batch', '--buffer'],
    input: `${oids.join('\n')}\n`,
  });
  for (const [at, answer] of parseBatch(output, oids.length).entries()) {
    const oid = oids[at];
    if (oid !== undefined && answer.found && answer.type === 'blob') contents.set(oid, answer.content);
  }
  return contents;
}
