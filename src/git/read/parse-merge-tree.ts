import { compareText } from '../../core/model/compare-text.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { pathFromBytes } from '../path-bytes.ts';

// Sample of `git merge-tree --stdin -z` for one pair (NUL written as ␀): 0 = conflicts (1 = clean), the merged tree, the
// conflicted stages and an empty record, then messages (number of paths, paths, kind, text) and an empty record:
//   0␀f3e8171…␀100644 96cc558… 1␉f1␀100644 85d05b5… 2␉f1␀100644 e4a095b… 3␉f1␀␀
//   1␀f1␀Auto-merging␀Auto-merging f1␊␀1␀f1␀CONFLICT (contents)␀CONFLICT (content): Merge conflict in f1␊␀␀

/** One merge that git tried. */
export interface TriedMerge {
  readonly tree: Oid;
  /** Sorted; empty: clean. */
  readonly conflicts: readonly { readonly path: RepoPath; readonly contents: boolean }[];
}

/** As many merges as are complete; after a fatal error or a time limit the rest is missing. */
export function parseMergeTree(output: Buffer): readonly TriedMerge[] {
  const merges: TriedMerge[] = [];
  let at = 0;
  const next = (): Buffer | undefined => {
    const end = output.indexOf(0, at);
    if (end < 0) return undefined;
    const field = output.subarray(at, end);
    at = end + 1;
    return field;
  };
  for (;;) {
    const clean = next();
    const tree = next();
    if (!clean || !tree) return merges;
    const conflicts = takeConflicts(next);
    if (!conflicts) return merges;
    const sorted = [...conflicts].sort(([a], [b]) => compareText(a, b));
    merges.push({
      tree: tree.toString('latin1') as Oid,
      conflicts: sorted.map(([path, contents]) => ({ path, contents })),
    });
  }
}

type Fields = () => Buffer | undefined;

/** Conflicting paths, and whether the merged file holds conflict markers; `undefined` where the output ends early. */
function takeConflicts(next: Fields): ReadonlyMap<RepoPath, boolean> | undefined {
  const conflicts = new Map<RepoPath, boolean>();
  for (let field = next(); field?.length !== 0; field = next()) {
    if (!field) return undefined;
    conflicts.set(pathFromBytes(field.subarray(field.indexOf(9) + 1)), false);
  }
  for (let field = next(); field?.length !== 0; field = next()) {
    if (!field) return undefined;
    const count = Number(field.toString('latin1'));
    // After a conflict of submodules git puts its advice before the empty record, as if that were for people.
    if (Number.isNaN(count)) break;
    const paths: RepoPath[] = [];
    for (let left = count; left > 0; left--) {
      const path = next();
      if (!path) return undefined;
      paths.push(pathFromBytes(path));
    }
    const kind = next()?.toString('latin1');
    if (kind === undefined || !next()) return undefined;
    if (!kind.startsWith('CONFLICT')) continue;
    const contents = kind === 'CONFLICT (contents)';
    // Some conflicts (a directory that was split by renames) have no stages, only paths.
    for (const path of paths) conflicts.set(path, contents || (conflicts.get(path) ?? false));
  }
  return conflicts;
}
