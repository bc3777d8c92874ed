import type { OwnPaths } from '../../core/analyse/meet-paths.ts';
import type { Change } from '../../core/model/change.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Uncommitted } from '../ports/repository.ts';

/** A change, which may still be on its way. */
export interface OwnChange {
  readonly changes: readonly Change[] | Promise<readonly Change[]>;
  /** What is looked at besides the changes; may still be on its way. Absent: nothing, or nobody knows. */
  readonly uncommitted?: Uncommitted | Promise<Uncommitted | undefined> | undefined;
}

/** All paths that are ours: of the commits, and of what is not committed yet, which may have been removed there. */
export async function ownPaths({ changes, uncommitted }: OwnChange): Promise<OwnPaths> {
  const committed = await changes;
  const { tracked = [], untracked = [] } = (await uncommitted) ?? {};
  const isNew = ({ kind, oldPath }: Change): boolean => kind === 'added' || oldPath !== undefined;
  const old = committed.flatMap(({ oldPath }): RepoPath[] => (oldPath ? [oldPath] : []));
  const deleted = committed.filter(({ kind }) => kind === 'deleted').map(({ path }) => path);
  return {
    all: new Set([...committed.map(({ path }) => path), ...old, ...tracked, ...untracked]),
    added: new Set([...committed.filter(isNew).map(({ path }) => path), ...untracked]),
    deleted: new Set([...deleted, ...old, ...tracked]),
  };
}
