import type { WorkChange } from '../../core/ci/work-result.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { isOddPointer, type LfsPointer, readLfsPointer } from '../../core/run/lfs-pointer.ts';

/** A changed file whose contents lie elsewhere. */
export interface LargeChange {
  readonly path: RepoPath;
  readonly blob: Oid;
  /** Absent: git-lfs may read one in it, and says by no rule which. */
  readonly pointer?: LfsPointer;
}

/** `undefined`: the bytes are all that there is of it. */
export function readLargeChange(
  { path, mode, blob }: WorkChange,
  bytes: Uint8Array | undefined,
): LargeChange | undefined {
  if (blob === undefined || bytes === undefined || mode === '120000') return undefined;
  const pointer = readLfsPointer(bytes);
  if (pointer !== undefined) return { path, blob, pointer };
  return isOddPointer(bytes) ? { path, blob } : undefined;
}
