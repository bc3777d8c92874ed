import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { entriesAt, listEntries, type TreeEntry } from './list-tree.ts';
import { parseBatch, watchSizes } from './parse-batch.ts';

/** Regular files of a commit; absent ones, links, submodules and those above `maxBytes` are left out. */
export async function readFiles(
  reader: CloneReader,
  ask: {
    readonly commit: Oid;
    readonly paths: readonly RepoPath[];
    readonly maxBytes: number;
    /** All files of the commit, where somebody has listed them before. */
    readonly tree: Promise<readonly TreeEntry[]> | undefined;
  },
): Promise<ReadonlyMap<RepoPath, Uint8Array>> {
  const entries = ask.tree
    ? entriesAt(await ask.tree, ask.paths)
    : await listEntries(reader, ask.commit, ask.paths);
  const blobs = [...new Set(entries.filter(({ mode }) => mode.startsWith('100')).map(({ oid }) => oid))];
  const contents = await readBlobs(reader, blobs, { each: ask.maxBytes, all: Number.POSITIVE_INFINITY });
  const files = new Map<RepoPath, Uint8Array>();
  for (const { path, mode, oid } of entries) {
    const content = contents.get(oid);
    if (content && mode.startsWith('100')) files.set(path, content);
  }
  return files;
}

/** Of each blob, and of all together, in the order in which they are asked for. */
interface Most {
  readonly each: number;
  readonly all: number;
}

/** Blobs by their ids, as far as they are small enough: each by itself, and all together in the order given. */
export async function readBlobs(
  reader: CloneReader,
  wanted: readonly Oid[],
  most: Most,
): Promise<ReadonlyMap<Oid, Buffer>> {
  const oids = [...new Set(wanted)];
  if (oids.length === 0) return new Map();
  const { contents, isWhole } = await readUntilTooLarge(reader, oids, most);
  if (isWhole) return contents;
  const rest = oids.filter((oid) => !contents.has(oid));
  const small = await onlySmall(reader, rest, { ...most, all: most.all - sizeOf(contents) });
  return new Map([...contents, ...(await readContents(reader, small))]);
}

const sizeOf = (contents: ReadonlyMap<Oid, Buffer>): number =>
  [...contents.values()].reduce((sum, { length }) => sum + length, 0);

/** Nearly always everything is small: one process, which is ended before it inflates what is not. */
async function readUntilTooLarge(
  reader: CloneReader,
  oids: readonly Oid[],
  { each, all }: Most,
): Promise<{ readonly contents: Map<Oid, Buffer>; readonly isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let left = all;
  const takes = watchSizes((size) => {
    const fits = size <= Math.min(each, left);
    left -= size;
    return fits;
  });
  const { code, cut } = await reader.run({
    args: BATCH,
    input: linesOf(oids),
    onStdout: (chunk) => {
      const length = takes(chunk);
      chunks.push(chunk.subarray(0, length));
      return length === chunk.length;
    },
  });
  return { contents: contentsOf(Buffer.concat(chunks), oids), isWhole: code === 0 && !cut };
}

/** Sizes first: git would inflate a file of a gigabyte before we could look away. */
async function onlySmall(
  reader: CloneReader,
  oids: readonly Oid[],
  { each, all }: Most,
): Promise<readonly Oid[]> {
  // Exit code not looked at: in a partial clone git may die at the first blob that nobody has.
  const { stdout } = await reader.run({
    args: ['cat-file', '--batch-check=%(objectname) %(objectsize)', '--buffer'],
    input: linesOf(oids),
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

async function readContents(reader: CloneReader, oids: readonly Oid[]): Promise<ReadonlyMap<Oid, Buffer>> {
  if (oids.length === 0) return new Map();
  return contentsOf(await reader.ask({ args: BATCH, input: linesOf(oids) }), oids);
}

const BATCH = ['cat-file', '--batch', '--buffer'];

const linesOf = (oids: readonly Oid[]): string => `${oids.join('\n')}\n`;

const contentsOf = (output: Buffer, oids: readonly Oid[]): Map<Oid, Buffer> =>
  new Map(
    parseBatch(output, oids.length).flatMap((answer, at): [Oid, Buffer][] => {
      const oid = oids[at];
      return oid !== undefined && answer.found && answer.type === 'blob' ? [[oid, answer.content]] : [];
    }),
  );
