import type { RefName, RepoPath } from './ids.ts';
import type { WallTime } from './time.ts';

/** An open branch, with what it changes and whose it is. */
export interface BranchAtWork {
  readonly ref: RefName;
  readonly name: string;
  readonly author: string;
  /** When its newest commit was made. */
  readonly at: WallTime;
  /** Sorted; all that it changes since it left the base. */
  readonly paths: readonly RepoPath[];
}

export interface BranchesAtWork {
  /** What they are measured against, as people say it. */
  readonly base: string;
  /** The newest first. */
  readonly branches: readonly BranchAtWork[];
  /** Older ones that were not looked at. */
  readonly leftOut: number;
}
