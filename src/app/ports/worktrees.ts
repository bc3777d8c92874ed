import type { ClaimId, Oid, RefName, RepoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';

/** Places where commands of the team work: detached worktrees of the private repository, never of the user's clone. */
export interface Worktrees {
  /** Refs that agents look for (target, base), shown in every worktree. What cannot be shown is left out. */
  showRefs(refs: ReadonlyMap<RefName, Oid>): Promise<void>;
  /** One at a time. Problem: `no-worktree` (`path`, `detail`). */
  make(ask: WorktreeWish): Promise<Made>;
  /** Removes what dead runs of this repository left behind, their processes first. Never touches a living run's. */
  cleanLeftovers(): Promise<readonly Leftover[]>;
}

export interface WorktreeWish {
  readonly commit: Oid;
  /** Becomes part of the folder's name. */
  readonly name: string;
  /** Marks the processes that work in it. */
  readonly claim: ClaimId;
}

export type Made =
  | { readonly ok: true; readonly worktree: Worktree }
  | { readonly ok: false; readonly problem: Problem };

export interface Worktree {
  readonly path: string;
  /** Folder inside it for prompt, requests and output (`$AGENTIC_DIR`); never part of what is collected. */
  readonly exchange: string;
  /** What differs from the commit now, whatever was committed, staged, or merely written. */
  collect(): Promise<Collected>;
  /** Another commit in the same place; files that git ignores stay. False: it has to be made anew. */
  moveTo(commit: Oid): Promise<boolean>;
  /** Removes it, however its rights stand. The path, where something stays. */
  remove(): Promise<Leftover | undefined>;
}

export interface Leftover {
  readonly path: string;
  readonly stays: boolean;
  readonly detail?: string;
}

export type Collected =
  | {
      readonly ok: true;
      readonly tree: Oid;
      /** Sorted; both sides of what was moved. */
      readonly changed: readonly RepoPath[];
      /** Messages of the commits that were made in it, oldest first. */
      readonly messages: readonly string[];
    }
  /** `nested-repository` (`paths`), `no-worktree` (it has been deleted), `disk`. */
  | { readonly ok: false; readonly problem: Problem };
