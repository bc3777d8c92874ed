import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { recordSplitter } from '../split-records.ts';
import { EXACT_DIFF } from './read-changes.ts';

// Sample of `git diff-tree --stdin -r -z --raw --no-renames` (NUL written as ␀); a commit without changes is not there:
//   2e753d3…␀:100644 100644 85d05b5… e4a095b… M␀f1␀:100644 000000 96cc558… 0000000… D␀f2␀8e7c446…␀…

/**
 * Paths that each commit changed against the second one (default: its first parent), in one process; old and new
 * names of renames. Only those in `among`, where given, so that memory does not grow with the diffs.
 */
export async function readNamesOfCommits(
  reader: CloneReader,
  pairs: readonly (readonly [commit: Oid, against?: Oid])[],
  among?: ReadonlySet<RepoPath>,
): Promise<readonly (readonly RepoPath[])[]> {
  const names = new Map<string, RepoPath[]>();
  let current: RepoPath[] | undefined;
  let isPath = false;
  const splitter = recordSplitter((record) => {
    if (isPath) {
      const path = pathFromBytes(record);
      if (!among || among.has(path)) current?.push(path);
      isPath = false;
    } else if (record[0] === 0x3a) isPath = true;
    else {
      current = [];
      names.set(record.toString('latin1'), current);
    }
  });
  if (pairs.length > 0)
    await reader.ask({
      args: ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-renames', '--root', ...EXACT_DIFF],
      input: `${pairs.map((pair) => pair.join(' ')).join('\n')}\n`,
      onStdout: (chunk) => {
        splitter.push(chunk);
        return true;
      },
    });
  return pairs.map(([commit]) => names.get(commit) ?? []);
}
