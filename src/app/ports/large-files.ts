import type { Oid } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';

/** Files whose contents lie in a store of their own (Git LFS); the tree has pointers. */
export interface LargeFiles {
  /**
   * Brings the contents of all pointers that are new in a tree to where the team gets them from. Undefined: they are
   * there, or there are none. Problem: `lfs-not-uploaded` (`paths`, `detail`).
   */
  deliver(change: { readonly from: Oid; readonly tree: Oid }): Promise<Problem | undefined>;
}
