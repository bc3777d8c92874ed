import type { Decision } from './decision.ts';
import type { AgentId, ClaimId, LockName, Oid, RefName, RepoPath, TaskId } from './ids.ts';
import type { Problem } from './problem.ts';
import type { WallTime } from './time.ts';

/** What else is going on around a change: open branches on the same files, and claims in force. */
export interface Presence {
  /** Name of the table and how it was seen; `not-looked` names why (offline, late, no remote, ambiguous). */
  readonly table: TableSight;
  readonly branches: readonly BranchPresence[];
  /** Open branches on our files that the base cannot take in as they are, whatever we do. */
  readonly staleBranches: readonly StaleBranch[];
  readonly claims: readonly ClaimPresence[];
  /** What people said of tasks, shared by the table; absent: nobody could look. */
  readonly decisions?: readonly Decision[];
  /** How many open branches were compared, whether or not they touch our files. */
  readonly branchesSeen: number;
  /** Branches older than the newest 200, at which nobody looked. */
  readonly branchesLeftOut: number;
  readonly mergeOrder?: MergeOrder;
  /** Branches that nobody could look at from here. */
  readonly unseen?: UnseenBranches;
  /** Conflicts are those of what is committed: the uncommitted changes are too many or too large to be tried. */
  readonly committedOnly?: true;
}

export interface UnseenBranches {
  readonly remote: string;
  /** Sorted; absent: it is not known which they are. */
  readonly names?: readonly string[];
}

export type TableSight =
  | { readonly kind: 'seen'; readonly name: string; readonly at: WallTime }
  | { readonly kind: 'local'; readonly name: string }
  /** `why`: the code of the problem, or what was asked for (`offline`, `late`). */
  | {
      readonly kind: 'not-looked';
      readonly name?: string;
      readonly why: string;
      readonly problem?: Problem;
    };

/** A branch, by its tip. */
export interface NamedBranch {
  readonly ref: RefName;
  /** As people say it: `codex/rate-limit`, `origin/codex/rate-limit` where only the remote has it. */
  readonly name: string;
  readonly tip: Oid;
  readonly author: string;
  readonly at: WallTime;
}

/** An open branch on files of ours that conflicts with the base by itself. */
export interface StaleBranch extends NamedBranch {
  readonly sharedFiles: readonly RepoPath[];
}

/** An open branch that touches files of ours; the base's branch, too, where it has moved on and conflicts. */
export interface BranchPresence extends NamedBranch {
  /** The base's branch itself: what conflicts with it has to be resolved whatever the others do. */
  readonly isBase?: true;
  readonly sharedFiles: readonly RepoPath[];
  /** Files of ours that conflict when the base takes in both, with line ranges of the merged file where known. */
  readonly conflicts: readonly PredictedConflict[];
  /** The time was up or git could not tell: `conflicts` is empty because nobody knows. */
  readonly unpredicted?: true;
}

export interface PredictedConflict {
  readonly path: RepoPath;
  readonly lines?: readonly (readonly [first: number, last: number])[];
}

export interface ClaimPresence {
  readonly claim: ClaimId;
  readonly task: TaskId;
  readonly title?: string;
  readonly agent: AgentId | undefined;
  /** As shown: `claude@ana-mbp`. */
  readonly holder: string;
  /** The branch that was checked out where it was taken. */
  readonly branch?: string;
  readonly until: WallTime;
  readonly locks: readonly LockName[];
  /** Our changed paths that it covers. */
  readonly sharedFiles: readonly RepoPath[];
}

/** Of all that are in force those on files of ours. */
export const claimsOnOurs = <C extends Pick<ClaimPresence, 'sharedFiles'>>(
  claims: readonly C[],
): readonly C[] => claims.filter(({ sharedFiles }) => sharedFiles.length > 0);

export interface MergeOrder {
  /** Branch names in the order with the fewest conflicts, ours among them. */
  readonly order: readonly string[];
  readonly conflicts: number;
  /** Conflicts of the order that is worst, for comparison. */
  readonly worst: number;
}
