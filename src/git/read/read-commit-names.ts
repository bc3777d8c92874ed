import type { PathEdit } from '../../core/analyse/meet-paths.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { recordSplitter } from '../split-records.ts';
import { EXACT_DIFF } from './read-changes.ts';

// Sample of `git diff-tree --stdin -r -z --raw --no-renames` (NUL written as ␀); a commit without changes is not there:
//   2e753d3…␀:100644 100644 85d05b5… e4a095b… M␀f1␀:100644 000000 96cc558… 0000000… D␀f2␀8e7c446…␀…

type Pair = readonly [commit: Oid, against?: Oid];

/** Paths that each commit changed against the second one (default: its first parent); old and new names of renames. */
export async function readNamesOfCommits(
  reader: CloneReader,
  pairs: readonly Pair[],
): Promise<readonly (readonly RepoPath[])[]> {
  const names = new Map<string, RepoPath[]>();
  await readEdits(reader, {
    pairs,
    take(commit, path) {
      const paths = names.get(commit) ?? [];
      paths.push(path);
      names.set(commit, paths);
    },
  });
  return pairs.map(([commit]) => names.get(commit) ?? []);
}

/** Tells each path that a commit changed, as git says it: nothing is kept. In one process for all; a rename is two. */
export async function readEdits(
  reader: CloneReader,
  ask: {
    readonly pairs: readonly Pair[];
    readonly take: (commit: string, path: RepoPath, edit: PathEdit) => void;
  },
): Promise<void> {
  if (ask.pairs.length === 0) return;
  let commit = '';
  let edit: PathEdit | undefined;
  const splitter = recordSplitter((record) => {
    if (edit !== undefined) {
      ask.take(commit, pathFromBytes(record), edit);
      edit = undefined;
    } else if (record[0] === 0x3a) edit = EDITS.get(record.at(-1)) ?? 'modified';
    else commit = record.toString('latin1');
  });
  await reader.ask({
    args: ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-renames', '--root', ...EXACT_DIFF],
    input: `${ask.pairs.map((pair) => pair.join(' ')).join('\n')}\n`,
    onStdout: (chunk) => {
      splitter.push(chunk);
      return true;
    },
  });
}

const EDITS: ReadonlyMap<number | undefined, PathEdit> = new Map([
  [0x41, 'added'], // A
  [0x44, 'deleted'], // D
]);
