import type { RepoPath } from '../../core/model/ids.ts';

/** The user's own checkout: no agent has to do with it, and it is seen that none had. */
export interface Checkout {
  /** How it stands now; `undefined`: it cannot be seen. */
  look(): Promise<CheckoutSight | undefined>;
  /** Marks of files that change with them; absent files and directories have the empty one. */
  stamps(paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, string>>;
}

export interface CheckoutSight {
  /** The commit that is checked out. */
  readonly head: string;
  /** Files that differ from it, with their marks. */
  readonly changed: ReadonlyMap<RepoPath, string>;
}
