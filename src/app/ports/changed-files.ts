import type { WorkChange } from '../../core/ci/work-result.ts';
import type { Oid } from '../../core/model/ids.ts';

/** Changes of files as data, out of one repository and into another. */
export interface ChangedFiles {
  /** What differs between two trees; `left`: what is neither a file nor a link (submodules). */
  read(
    from: Oid,
    to: Oid,
  ): Promise<{ readonly changes: readonly WorkChange[]; readonly left: readonly string[] }>;
  contents(blobs: readonly Oid[]): Promise<ReadonlyMap<Oid, Uint8Array>>;
  /** Those of the blobs that stand somewhere in a commit. */
  standing(commit: Oid, blobs: readonly Oid[]): Promise<ReadonlySet<Oid>>;
  /** Writes a blob; false: its bytes have another name. */
  write(blob: Oid, bytes: Uint8Array): Promise<boolean>;
  /** The tree with these changes. */
  apply(tree: Oid, changes: readonly WorkChange[]): Promise<Oid>;
}
