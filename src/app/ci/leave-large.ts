import { LARGEST_LFS, LARGEST_LFS_WORK, MOST_CHANGES, type WorkChange } from '../../core/ci/work-result.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { ArtifactFile } from '../ports/artifacts.ts';
import type { ChangedFiles } from '../ports/changed-files.ts';
import type { LargeObjects } from '../ports/large-objects.ts';
import { type LargeChange, readLargeChange } from './read-large-change.ts';
import { largeFile } from './read-results.ts';

/** What pointers among the changes stand for. */
export interface LeftLarge {
  readonly files: readonly ArtifactFile[];
  /** Why the work could not be taken with them, as a code, and the paths that it is about. */
  readonly trouble?: { readonly code: 'large-file' | 'too-large'; readonly lines: readonly RepoPath[] };
}

/** The contents that have to travel with a work: what the commit points to that it was begun on is where the team has it. */
export async function leaveLarge(
  { files, large }: { readonly files: Pick<ChangedFiles, 'standing'>; readonly large: LargeObjects },
  work: {
    readonly base: Oid;
    readonly changes: readonly WorkChange[];
    readonly blobs: ReadonlyMap<Oid, Uint8Array>;
  },
): Promise<LeftLarge> {
  const { base, changes, blobs } = work;
  const found = changes.flatMap(
    (change) => readLargeChange(change, change.blob && blobs.get(change.blob)) ?? [],
  );
  const fresh = await unlessStanding(files, base, found);
  const contents = new Map<string, ArtifactFile>();
  const lost: RepoPath[] = [];
  const sizes = new Map<string, number>();
  for (const { path, pointer } of fresh) {
    const bytes = pointer && (await large.read(pointer));
    if (pointer === undefined || bytes === undefined) lost.push(path);
    else {
      contents.set(pointer.oid, { path: largeFile(pointer.oid), bytes });
      sizes.set(pointer.oid, pointer.size);
    }
  }
  if (lost.length > 0) return { files: [], trouble: { code: 'large-file', lines: lost } };
  const tooLarge = fresh.filter(({ pointer }) => (pointer?.size ?? 0) > LARGEST_LFS).map(({ path }) => path);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (tooLarge.length > 0 || total > LARGEST_LFS_WORK || changes.length + sizes.size > MOST_CHANGES)
    return { files: [], trouble: { code: 'too-large', lines: tooLarge } };
  return { files: [...contents.values()] };
}

/** Those pointers that are not in a commit already, wherever there. */
export async function unlessStanding(
  files: Pick<ChangedFiles, 'standing'>,
  base: Oid,
  found: readonly LargeChange[],
): Promise<readonly LargeChange[]> {
  if (found.length === 0) return [];
  const standing = await files.standing(
    base,
    found.map(({ blob }) => blob),
  );
  return found.filter(({ blob }) => !standing.has(blob));
}
