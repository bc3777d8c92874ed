import type { RepoPath } from '../model/ids.ts';

/** All paths that a change touches, old names of renames among both the touched and the deleted ones. */
export interface OwnPaths {
  readonly all: ReadonlySet<RepoPath>;
  readonly added: ReadonlySet<RepoPath>;
  readonly deleted: ReadonlySet<RepoPath>;
}

/** What somebody else's change does to one path; a rename is both, at two paths. */
export type PathEdit = 'added' | 'deleted' | 'modified';

/** What a change does to each path that it touches. */
export type PathEdits = ReadonlyMap<RepoPath, PathEdit>;

/** How somebody else's change meets ours, by names alone. */
export interface Meeting {
  /** Paths of ours that it touches, too. */
  readonly shared: readonly RepoPath[];
  /** False: whatever stands in the files, git merges both without a conflict. */
  readonly mayConflict: boolean;
}

/** Takes the paths of one change after the other, so that nobody has to keep them all. */
export interface MeetingTest {
  take(path: RepoPath, edit: PathEdit): void;
  result(): Meeting;
}

/**
 * Two changes can only conflict at a path of both, where a file of one is a folder of the other, or where one moves a
 * folder away into which the other puts a file (git then proposes to move that file, too).
 */
export function meetingTests(own: OwnPaths): () => MeetingTest {
  const foldersOfOwn = foldersAbove(own.all);
  const foldersOfAdded = foldersAbove(own.added);
  const emptied = new Set([...own.deleted].map(folderOf));
  return () => {
    const shared: RepoPath[] = [];
    let near = false;
    let adds = false;
    let empties = false;
    return {
      take(path, edit) {
        if (own.all.has(path)) shared.push(path);
        if (edit === 'deleted') empties ||= foldersOfAdded.has(folderOf(path));
        else adds ||= edit === 'added';
        near ||= foldersOfOwn.has(path);
        for (let folder = folderOf(path); !near; folder = folderOf(folder)) {
          near = own.all.has(folder as RepoPath);
          near ||= edit === 'added' && own.added.size > 0 && emptied.has(folder);
          if (folder === '') break;
        }
      },
      result: () => ({ shared, mayConflict: near || shared.length > 0 || (adds && empties) }),
    };
  };
}

/** A change by its edits. */
function pathsOfEdits(edits: PathEdits): OwnPaths {
  const those = (wanted: PathEdit): readonly RepoPath[] =>
    [...edits].flatMap(([path, edit]) => (edit === wanted ? [path] : []));
  return {
    all: new Set(edits.keys()),
    added: new Set(those('added')),
    deleted: new Set(those('deleted')),
  };
}

/** The edits of a change by its paths. */
export const editsOfPaths = ({ all, added, deleted }: OwnPaths): PathEdits =>
  new Map(
    [...all].map((path) => [path, deleted.has(path) ? 'deleted' : added.has(path) ? 'added' : 'modified']),
  );

/** False: whatever stands in their files, git merges the two without a conflict. */
export function mayConflict(one: PathEdits, other: PathEdits): boolean {
  const test = meetingTests(pathsOfEdits(one))();
  for (const [path, edit] of other) test.take(path, edit);
  return test.result().mayConflict;
}

/**
 * Whether changes that are merged one after the other meet no more than each two of them do: no path is touched by three
 * of them, and nothing is removed, so that nothing can be renamed.
 */
export function isSettledByPairs(changes: readonly PathEdits[]): boolean {
  const touched = new Map<RepoPath, number>();
  for (const edits of changes)
    for (const [path, edit] of edits) {
      const count = (touched.get(path) ?? 0) + 1;
      if (edit === 'deleted' || count > 2) return false;
      touched.set(path, count);
    }
  return true;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Each folder that holds one of the paths at any depth, the root (empty) among them. */
function foldersAbove(paths: ReadonlySet<RepoPath>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths)
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  return folders;
}
