import { LARGEST_LFS, LARGEST_LFS_WORK } from '../../core/ci/work-result.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { OpenedArtifact } from '../ports/artifacts.ts';
import type { ChangedFiles } from '../ports/changed-files.ts';
import type { LargeFile, LargeObjects } from '../ports/large-objects.ts';
import { unlessStanding } from './leave-large.ts';
import type { LargeChange } from './read-large-change.ts';
import { largeFile } from './read-results.ts';

/** Contents that came with a work and are in our store now, or why it is not taken. */
export type TakenLarge =
  | { readonly kind: 'taken'; readonly files: readonly LargeFile[] }
  | {
      readonly kind: 'refused';
      readonly why: 'large-file' | 'too-large' | 'tampered';
      readonly paths: readonly RepoPath[];
    };

/**
 * Brings what the pointers of a work stand for into our store, each held against its pointer. Of whatever else lies in an artifact
 * nothing is read.
 */
export async function takeLarge(
  { files, large }: { readonly files: Pick<ChangedFiles, 'standing'>; readonly large: LargeObjects },
  work: {
    readonly base: Oid;
    readonly found: readonly LargeChange[];
    readonly artifact: Pick<OpenedArtifact, 'stream'>;
  },
): Promise<TakenLarge> {
  const fresh = await unlessStanding(files, work.base, work.found);
  const odd = fresh.filter(({ pointer }) => pointer === undefined).map(({ path }) => path);
  if (odd.length > 0) return { kind: 'refused', why: 'large-file', paths: odd };
  const wanted = fresh.flatMap(({ path, pointer }) => (pointer === undefined ? [] : [{ path, ...pointer }]));
  const tooLarge = sizedOut(wanted);
  if (tooLarge.length > 0) return { kind: 'refused', why: 'too-large', paths: tooLarge };
  for (const file of wanted) {
    const bytes = work.artifact.stream(largeFile(file.oid), LARGEST_LFS);
    if (bytes === undefined) return { kind: 'refused', why: 'large-file', paths: [file.path] };
    if (!(await large.write(file, bytes))) return { kind: 'refused', why: 'tampered', paths: [file.path] };
  }
  return { kind: 'taken', files: wanted };
}

/** Paths of contents that are larger than anything that is taken, alone or all together. */
function sizedOut(files: readonly LargeFile[]): readonly RepoPath[] {
  const sizes = new Map(files.map(({ oid, size }) => [oid, size]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const over = total > LARGEST_LFS_WORK ? files : files.filter(({ size }) => size > LARGEST_LFS);
  return over.map(({ path }) => path);
}
