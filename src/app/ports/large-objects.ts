import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { LfsPointer } from '../../core/run/lfs-pointer.ts';

/** A file of a tree whose contents lie elsewhere. */
export interface LargeFile extends LfsPointer {
  readonly path: RepoPath;
}

/** Contents of large files (Git LFS) on this machine, for jobs that hand them on to each other. */
export interface LargeObjects {
  /** What a pointer stands for; `undefined`: it is not here, or is something else. */
  read(pointer: LfsPointer): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Keeps contents where checkouts and uploads look for them; false: they are not what the pointer says. */
  write(pointer: LfsPointer, bytes: AsyncIterable<Uint8Array>): Promise<boolean>;
  /**
   * Brings contents that are here to where the team gets them from. `trusted`: the commit whose `.lfsconfig` says where that is,
   * which no agent has made. Problem: `lfs-not-uploaded` (`paths`, `detail`).
   */
  upload(files: readonly LargeFile[], trusted: Oid): Promise<Problem | undefined>;
}
