import type { RepoPath } from '../../core/model/ids.ts';

/** What has to be asked of the disk and of git to know which paths are meant. */
export interface PathFinder {
  readonly locate: (typed: string) => Promise<Located>;
  /** Asked of git once, and only if somebody wants to know. */
  readonly tracked: () => Promise<readonly RepoPath[]>;
  /** A tracked file, or a folder of some. */
  readonly isTracked: (path: string) => Promise<boolean>;
}

export type Located =
  /** Relative to the root, '' for the root itself; `there`: something of that name is on the disk. */
  | { readonly kind: 'inside'; readonly path: string; readonly there: boolean }
  | { readonly kind: 'outside' }
  /** In a repository inside this one: `folder`, relative to the root. */
  | { readonly kind: 'inner'; readonly folder: string };
