import type { AsideKind } from '../../core/model/aside-kind.ts';
import type { ClaimId, Oid, RefName, RepoPath, RunId, TaskId } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';

/** Places where commands of the team work: each a small repository of its own, apart from the user's clone. */
export interface Worktrees {
  /** Refs that agents look for (target, base), shown in every worktree. What cannot be shown is left out. */
  showRefs(refs: ReadonlyMap<RefName, Oid>): Promise<void>;
  /** Any number at once. Problems: `no-worktree` (`path`, `detail`), `blobs-missing`. */
  make(ask: WorktreeWish): Promise<Made>;
  /**
   * Removes what dead runs of this repository left behind, their processes first. Never touches a living run's. What
   * was written for a task there and nobody has settled is shown to `keep` before it goes; without that it goes unseen.
   */
  cleanLeftovers(keep?: KeepFound): Promise<readonly Leftover[]>;
}

/** Keeps what it is shown, under the name that it returns; `undefined`: it is published, so nothing is lost. */
export type KeepFound = (found: FoundWork) => Promise<RefName | undefined>;

/** What a killed run had made and not settled. */
export interface FoundWork extends TaskOfRun {
  readonly claim: ClaimId;
  /** What the work began on. */
  readonly base: Oid;
  readonly tree: Oid;
  /** Of the agent's own commits. */
  readonly messages: readonly string[];
  /** What was made there and is no part of the tree. */
  readonly aside: readonly LeftAside[];
}

export interface TaskOfRun {
  readonly run: RunId;
  readonly task: TaskId;
}

export interface WorktreeWish {
  readonly commit: Oid;
  /** The folder is called by it and the smallest number that is free: `agent-1`. */
  readonly kind: 'agent' | 'verify';
  /** Marks the processes that work in it. */
  readonly claim: ClaimId;
  /** What a sparse checkout has to show besides the user's own patterns. */
  readonly shows?: readonly RepoPath[];
  /** Whose work it will hold. Without it nothing that is made there outlives it: a place for tests. */
  readonly work?: TaskOfRun;
}

export type Made =
  | { readonly ok: true; readonly worktree: Worktree }
  | { readonly ok: false; readonly problem: Problem };

export interface Worktree {
  readonly path: string;
  /** Every process that works in it has this as its `AGENTIC_CLAIM`, so that it is found when the run was killed. */
  readonly claim: ClaimId;
  /** Folder inside it for prompt, requests and output (`$AGENTIC_DIR`); never part of what is collected. */
  readonly exchange: string;
  /** From now on what is there is the agent's: what the set-up made before this is not. */
  begin(): Promise<void>;
  /** What differs from the beginning now, whatever was committed, staged, or merely written. */
  collect(): Promise<Collected>;
  /** Another commit in the same place; files that git ignores stay. False: it has to be regenerated. */
  moveTo(commit: Oid): Promise<boolean>;
  /** Gives its name free for the next one; what is in it is still to be removed. */
  retire(): Promise<void>;
  /** Removes it, however its rights stand; what was collected is remembered until it is settled. The path, where something stays. */
  remove(): Promise<Leftover | undefined>;
  /** Leaves it as it is, for people: it keeps its name, which no later task gets. Its path. */
  leave(): Promise<string>;
  /** What was collected is published or kept: a next run need not look for it. */
  settled(): Promise<void>;
}

export interface Leftover {
  readonly path: string;
  readonly stays: boolean;
  readonly detail?: string;
  /** Where what was written there for a task is kept. */
  readonly kept?: { readonly task: TaskId; readonly ref: RefName };
}

/** Something that an agent made and that is no part of the files it is asked for; repositories are kept whole. */
export interface LeftAside {
  readonly kind: AsideKind;
  readonly name: string;
  /** Where it is in the private repository; it has no ref there yet. */
  readonly commit?: Oid;
}

/** Something that an agent left beside its result, where it is now. */
export interface KeptAside {
  readonly kind: AsideKind;
  readonly name: string;
  /** In the private repository. */
  readonly ref?: RefName;
}

export type Collected =
  | {
      readonly ok: true;
      readonly tree: Oid;
      /** Sorted; both sides of what was moved. */
      readonly changed: readonly RepoPath[];
      /** Those of them that are no longer there. */
      readonly deleted: readonly RepoPath[];
      /** New files that an ignore file keeps out which was written together with them. */
      readonly ignored: readonly RepoPath[];
      /** Messages of the commits that were made in it, oldest first. */
      readonly messages: readonly string[];
      /** What was made there and is no part of the tree. */
      readonly aside: readonly LeftAside[];
      /** Certainly no changed file holds a mark of a conflict; absent: it is not known. */
      readonly unmarked?: true;
    }
  /** `no-worktree`: it has been deleted. */
  | { readonly ok: false; readonly problem: Problem };

/** What was taken out of a worktree. */
export type CollectedWork = Extract<Collected, { readonly ok: true }>;
