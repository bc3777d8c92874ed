import type { Meeting, OwnPaths, PathEdits } from '../../core/analyse/meet-paths.ts';
import type { AuditKind } from '../../core/analyse/silence/known-audits.ts';
import type { Change } from '../../core/model/change.ts';
import type { ChangeMessage } from '../../core/model/change-message.ts';
import type { Oid, RefName, RepoPath } from '../../core/model/ids.ts';
import type { PredictedConflict, UnseenBranches } from '../../core/model/presence.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { WallTime } from '../../core/model/time.ts';

/**
 * The read-only questions that are asked of the user's clone. Nothing here writes to it, runs its hooks, or follows a
 * symlink; only `findBase` and `listBranches` may ask the remote, and what is fetched then is not put into the clone. Where git itself fails (a corrupt object, a
 * full disk) a question rejects with a `ProblemError`.
 */
export interface Repository {
  readonly place: Place;
  /** Where the branch left its base. What the clone lacks for it is fetched beside it when `mayFetch`; else refused with the command that helps. */
  findBase(wish: BaseWish): Promise<Checked<Base>>;
  /** Every path that differs, byte-exact, sorted by path; counts are null above 20,000 files and where blobs are missing. */
  readChanges(range: Range): Promise<readonly Change[]>;
  /**
   * Hunks of `git diff -U0` (from the first `@@` line on, no file headers), keyed by the new path (a deleted file's old
   * one), as UTF-8 text; no entry for binary files. At `maxBytes` in all, further files are left out whole.
   */
  readDiff(
    range: Range,
    paths: readonly RepoPath[],
    maxBytes: number,
  ): Promise<ReadonlyMap<RepoPath, string>>;
  /** Blobs of a commit; files that are absent, links, submodules or larger than `maxBytes` are left out. */
  readFiles(
    commit: Oid,
    paths: readonly RepoPath[],
    maxBytes: number,
  ): Promise<ReadonlyMap<RepoPath, Uint8Array>>;
  /** Blobs by their ids; those larger than `each` are left out, and whole ones when `all` bytes are used. */
  readBlobs(
    blobs: readonly Oid[],
    most: { readonly each: number; readonly all: number },
  ): Promise<ReadonlyMap<Oid, Uint8Array>>;
  listFiles(commit: Oid): Promise<readonly RepoPath[]>;
  /** A file of the working tree, tracked or not (reports of tools); `undefined` if absent, a link, or reached by one. */
  readWorkingFile(path: string, maxBytes: number): Promise<WorkingFile | undefined>;
  /** Regular files of the working tree that a pattern matches, sorted; `more`: there are more than `limit`. */
  findWorkingFiles(
    patterns: readonly string[],
    limit: number,
  ): Promise<{ readonly files: readonly string[]; readonly more: boolean }>;
  /** When files of the working tree were last written; those that are not there are left out. */
  readWorkingTimes(paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, WallTime>>;
  /** When a commit was made, by its committer's clock; undefined where it does not say. */
  readCommitTime(commit: Oid): Promise<WallTime | undefined>;
  /** Commits that carry `Agentic-Task:` trailers of audits, newest first, with the paths they changed. */
  readAudits(
    commit: Oid,
    limit: number,
  ): Promise<
    readonly {
      readonly kind: AuditKind;
      readonly at: WallTime;
      readonly commit: Oid;
      readonly paths: readonly RepoPath[];
    }[]
  >;
  /** Messages of the change's commits, newest first, and the paths that one of them changed; none of a merge. */
  readMessages(range: Range): Promise<readonly ChangeMessage[]>;
  readCommitPaths(commit: Oid): Promise<readonly RepoPath[]>;
  /** Open branches, local and remote-tracking, newest first. */
  listBranches(ask: BranchQuestion): Promise<BranchListing>;
  /** How what each branch changes on its own meets a change, by names alone. */
  findMeetings(branches: readonly OpenBranch[], own: OwnPaths): Promise<readonly Meeting[]>;
  /** What each branch changes on its own, whole; for a few of them. */
  readEdits(branches: readonly OpenBranch[]): Promise<readonly PathEdits[]>;
  /** To try merges in a scratch store, which goes when it is disposed of; what they wrote is nowhere in the clone. */
  openTrialMerges(ask: TrialQuestion): TrialMerges;
  /** What differs from HEAD in the working tree, each file by itself. Absent: took too long (2 s, or `timeoutMs`). */
  readUncommitted(timeoutMs?: number): Promise<Uncommitted | undefined>;
  /**
   * What stands at these paths of the working tree now, as a commit on HEAD that the other questions understand and that
   * is nowhere in the clone. Absent: there is too much of it, or it takes too long.
   */
  snapshotWork(paths: readonly RepoPath[], timeBudgetMs: number): Promise<Oid | undefined>;
  /** Commits of `head` that no remote-tracking branch holds: what `run` would publish for the first time; at most 1,000. */
  countUnpushed(head: Oid): Promise<number>;
}

/** What is too large is not read at all. */
export type WorkingFile =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly at: WallTime }
  | { readonly kind: 'too-large'; readonly size: number; readonly at: WallTime };

/** Paths whose state is in no commit, as git lists them. */
export interface Uncommitted {
  readonly tracked: readonly RepoPath[];
  readonly untracked: readonly RepoPath[];
}

/** Where we are. */
export interface Place {
  /** Absolute path of the working tree's root, or of the bare repository. */
  readonly root: string;
  /** The folder that we were called in, from the root; empty: the root itself. */
  readonly below: string;
  readonly commonDir: string;
  readonly gitDir: string;
  readonly bare: boolean;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly shallow: boolean;
  readonly head: Oid;
  /** `refs/heads/…`, absent when detached. */
  readonly branch?: RefName;
  /** Short name of the branch a run works for; `detached-<8 hex>` without one. */
  readonly target: string;
}

export interface BaseWish {
  /** `--base`: a revision. */
  readonly wanted?: string;
  /** The pull request's base, as CI gives it: a commit. */
  readonly pullRequest?: string;
  readonly mayFetch: boolean;
}

/** `commit`: the merge base that is diffed against; `tip`: the newest commit of what it is the base with; `name`: as people say it. */
export interface Base {
  readonly commit: Oid;
  readonly tip?: Oid;
  readonly name: string;
  /** How it was found, for line 1: HEAD was the base itself and its first parent is taken. */
  readonly how: 'wanted' | 'pull-request' | 'upstream' | 'default-branch' | 'first-parent' | 'root';
  /** The ref it was taken from, if any; its remote says which table is the team's. */
  readonly ref?: RefName;
}

export interface Range {
  readonly base: Oid;
  readonly head: Oid;
}

export interface BranchQuestion {
  readonly base: Base;
  readonly head: Oid;
}

/** Not open: ours, the base, our upstream, `agentic/*`, what shares no history, what is merged (also as one commit, rebased, picked). */
export interface BranchListing {
  /** The base's branch, where it has moved on since ours left it. */
  readonly base?: OpenBranch;
  /** One for each tip, newest first, at most 200. */
  readonly branches: readonly OpenBranch[];
  /** Older branches that were not looked at; some of them may be merged. */
  readonly leftOut: number;
  /** Branches of the remote that are not in this clone, where it is not one that follows all of them. */
  readonly unseen?: UnseenBranches;
}

export interface OpenBranch {
  readonly ref: RefName;
  /** Without its remote. */
  readonly short: string;
  readonly name: string;
  readonly tip: Oid;
  readonly author: string;
  readonly at: WallTime;
  /** Where it left the base and us. */
  readonly from: Oid;
}

export interface TrialQuestion {
  /** The tip of what takes the others in. */
  readonly base: Oid;
  /** Tips that have the base in them: it only moves there. */
  readonly ahead: ReadonlySet<Oid>;
  /** When it is over, merges that are not done stay unknown. */
  readonly timeBudgetMs: number;
}

export interface TrialMerges extends AsyncDisposable {
  /**
   * What the last merge of each sequence meets when the base takes in one tip after the other, each with `git
   * merge-tree`. Earlier ones that conflict are resolved in favour of the tip that was taken in.
   */
  takeIn(
    sequences: readonly (readonly Oid[])[],
    options: {
      /** Whether to find the lines, too; costs one more process where there are conflicts. */
      readonly lines: boolean;
    },
  ): Promise<readonly MergeOutcome[]>;
}

export type MergeOutcome =
  /** `tree`: what the base is after it; of a sequence of one that is not ahead of the base. */
  | { readonly kind: 'clean'; readonly tree?: Oid }
  | { readonly kind: 'conflicts'; readonly conflicts: readonly PredictedConflict[] }
  /** Time was up, unrelated histories, objects of a partial clone missing. */
  | { readonly kind: 'unknown' };
