import { compareText } from '../model/compare-text.ts';
import type { RepoPath } from '../model/ids.ts';
import type { PredictedConflict } from '../model/presence.ts';

/** New names by old ones of what others have renamed. */
export type Renames = ReadonlyMap<RepoPath, RepoPath>;

// Where a folder is in a file's way git puts the file beside it, under the name of the side that it is from. Either of
// the two may be ours.
const MOVED_ASIDE = /~[^/]*$/;

/**
 * Conflicts by the names that the files have in our change; what is in no file of ours is left out. Of a file that
 * somebody renamed git gives the new name only.
 */
export function conflictsOfOurs(
  conflicts: readonly PredictedConflict[],
  own: ReadonlySet<RepoPath>,
  renames: Renames,
): readonly PredictedConflict[] {
  const ours = new Map<RepoPath, PredictedConflict>();
  for (const conflict of conflicts) {
    const path = nameInOurs(conflict.path, own, renames);
    const known = path && ours.get(path);
    if (path && !known?.lines) ours.set(path, { ...conflict, path });
  }
  const found = ours.size > 0 ? [...ours.values()] : movedFolder(conflicts, own);
  return found.toSorted((a, b) => compareText(a.path, b.path));
}

/** We moved a folder into which somebody puts a file: the conflict is at their file, what is ours of it is the move. */
function movedFolder(
  conflicts: readonly PredictedConflict[],
  own: ReadonlySet<RepoPath>,
): readonly PredictedConflict[] {
  const folders = new Set(conflicts.map(({ path }) => folderOf(path)));
  const path = [...own].sort(compareText).find((one) => folders.has(folderOf(one)));
  return path === undefined ? [] : [{ path }];
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Whether a conflict is at a path that nobody can place without knowing what was renamed. */
export const isPlaced = ({ path }: PredictedConflict, own: ReadonlySet<RepoPath>): boolean =>
  nameInOurs(path, own, new Map()) !== undefined;

function nameInOurs(path: RepoPath, own: ReadonlySet<RepoPath>, renames: Renames): RepoPath | undefined {
  const old = renames.get(path);
  const aside = path.replace(MOVED_ASIDE, '') as RepoPath;
  const found = [path, old, aside].find((name) => name !== undefined && own.has(name));
  if (found !== undefined || aside === path) return found;
  return [...own].sort(compareText).find((name) => name.startsWith(`${aside}/`));
}
