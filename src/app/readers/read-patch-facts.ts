import { findDependencyChange } from '../../core/analyse/surface/find-dependency-change.ts';
import { findSurfaceChanges } from '../../core/analyse/surface/find-surface-changes.ts';
import { addedLinesOf, parseHunks } from '../../core/analyse/surface/parse-hunks.ts';
import type { Change } from '../../core/model/change.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { DependencyChange, SurfaceChange } from '../../core/model/project-state.ts';
import { classifyPath } from '../../core/paths/classify-path.ts';
import type { Range, Repository } from '../ports/repository.ts';

/** What the text of a diff tells; nothing about files that were too many or too large to read. */
export interface PatchFacts {
  readonly surface: readonly SurfaceChange[];
  readonly dependencies: readonly DependencyChange[];
  readonly addedLines: ReadonlyMap<RepoPath, readonly (readonly [number, number])[]>;
}

/** Enough for any change that a person could read; beyond it, names and numbers of lines must do. */
const MAX_FILES = 1_000;
const MAX_BYTES = 8_000_000;

/** One `git diff -U0` of the files whose lines can tell something: code and manifests. */
export async function readPatchFacts(
  repository: Pick<Repository, 'readDiff'>,
  range: Range,
  changes: readonly Change[],
): Promise<PatchFacts> {
  const paths = changes
    .filter(isWorthReading)
    .slice(0, MAX_FILES)
    .map(({ path }) => path);
  const texts =
    paths.length > 0 ? await repository.readDiff(range, paths, MAX_BYTES) : new Map<RepoPath, string>();
  const hunks = new Map([...texts].map(([path, text]) => [path, parseHunks(text)]));
  const manifests = changes.filter(({ path }) => classifyPath(path).has('manifest'));
  return {
    surface: [...hunks].flatMap(([path, list]) => findSurfaceChanges(path, list)),
    dependencies: manifests.flatMap(({ path }) => {
      const list = hunks.get(path);
      // A manifest whose lines we did not get may have changed in any way.
      return (list === undefined ? { path, names: [] } : findDependencyChange(path, list)) ?? [];
    }),
    addedLines: new Map([...hunks].map(([path, list]) => [path, addedLinesOf(list)])),
  };
}

function isWorthReading({ path, newMode, oldMode }: Change): boolean {
  if (newMode === '160000' || oldMode === '160000' || newMode === '120000') return false;
  const classes = classifyPath(path);
  return classes.has('source') || classes.has('manifest');
}
