import type { FileMode } from '../../core/model/change.ts';
import { type Oid, type RepoPath, repoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { recordsFromBytes } from '../path-bytes.ts';

export interface TreeEntry {
  readonly path: RepoPath;
  readonly mode: FileMode;
  readonly oid: Oid;
}

// Sample of `git ls-tree -z` (NUL written as ␀): 100644 blob 96cc558853a03c5d901661af837fceb7a81f58f6␉src/a.ts␀

/** All files (links and submodules too) of a commit or tree. */
export function listTree(reader: CloneReader, commit: Oid): Promise<readonly TreeEntry[]> {
  return readEntries(reader, ['-r', '-z', '--full-tree', '--end-of-options', commit]);
}

const MAX_ARGUMENTS = 20_000;

/** The entries at exactly these paths; what is absent is left out. */
export async function listEntries(
  reader: CloneReader,
  commit: Oid,
  paths: readonly RepoPath[],
): Promise<readonly TreeEntry[]> {
  if (paths.length === 0) return [];
  const size = paths.reduce((sum, path) => sum + path.length + 1, 0);
  // Names that are not valid UTF-8 cannot be arguments, and some have an empty or `..` component that git refuses.
  const plain = paths.every((path) => path.isWellFormed() && !/(^|\/)(\.{0,2})(\/|$)/.test(path));
  const all =
    plain && size <= MAX_ARGUMENTS
      ? await readEntries(reader, ['-z', '--full-tree', '--end-of-options', commit, '--', ...paths])
      : await listTree(reader, commit);
  return entriesAt(all, paths);
}

export function entriesAt(all: readonly TreeEntry[], paths: readonly RepoPath[]): readonly TreeEntry[] {
  const wanted = new Set(paths);
  return all.filter(({ path }) => wanted.has(path));
}

async function readEntries(reader: CloneReader, args: readonly string[]): Promise<readonly TreeEntry[]> {
  const chunks: Buffer[] = [];
  await reader.ask({
    args: ['ls-tree', ...args],
    onStdout: (chunk) => {
      chunks.push(chunk);
      return true;
    },
  });
  return recordsFromBytes(Buffer.concat(chunks)).map(readEntry);
}

function readEntry(record: string): TreeEntry {
  const tab = record.indexOf('\t');
  const [mode, , oid] = record.slice(0, tab).split(' ');
  return { path: repoPath(record.slice(tab + 1)), mode: mode as FileMode, oid: oid as Oid };
}
