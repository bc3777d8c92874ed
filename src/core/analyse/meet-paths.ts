import type { RepoPath } from '../model/ids.ts';

/** All paths that a change touches, old names of renames among both the touched and the deleted ones. */
export interface OwnPaths {
  readonly all: ReadonlySet<RepoPath>;
  readonly added: ReadonlySet<RepoPath>;
  readonly deleted: ReadonlySet<RepoPath>;
}

/** What somebody else's change does to one path; a rename is both, at two paths. */
export type PathEdit = 'added' | 'deleted' | 'modified';

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

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Each folder that holds one of the paths at any depth, the root (empty) among them. */
function foldersAbove(paths: ReadonlySet<RepoPath>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths)
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  return folders;
}
