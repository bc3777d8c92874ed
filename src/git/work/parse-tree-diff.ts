import type { FileMode } from '../../core/model/change.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';

/** One path that differs between two trees. */
export interface TreeDifference {
  readonly path: RepoPath;
  readonly oldMode: FileMode;
  readonly newMode: FileMode;
}

// :100644 100755 257cc56… 5716ca5… M\0src/a b.ts\0:000000 160000 0000000… 1f2e3d4… A\0vendor/x\0
/** Reads `git diff-tree` and `diff-index` with `-r -z --raw --no-renames`. */
export function parseTreeDiff(stdout: Buffer): readonly TreeDifference[] {
  const parts = splitNul(stdout);
  const found: TreeDifference[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const head = /^:(\d{6}) (\d{6}) /.exec(parts[at]?.toString('latin1') ?? '');
    const name = parts[at + 1];
    if (!head || name === undefined) throw new Error('diff-tree printed something else');
    found.push({
      path: pathFromBytes(name),
      oldMode: head[1] as FileMode,
      newMode: head[2] as FileMode,
    });
  }
  return found;
}
