import type { Oid, RepoPath } from './ids.ts';

/** What git calls the two sides of one path: `100644`, `100755` (executable), `120000` (symlink), `160000` (submodule). */
export type FileMode = '000000' | '100644' | '100755' | '120000' | '160000' | '040000';

/** One path of a diff. Renames and copies name the old path; both are part of what a task claims. */
export interface Change {
  readonly path: RepoPath;
  readonly oldPath?: RepoPath;
  readonly kind: 'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'type-changed';
  readonly oldMode: FileMode;
  readonly newMode: FileMode;
  readonly oldBlob?: Oid;
  readonly newBlob?: Oid;
  /** Changed lines; `null` for binary files and when it was not counted (see `ProjectState.countedLines`). */
  readonly added: number | null;
  readonly deleted: number | null;
}
