import type { Change } from '../../core/model/change.ts';
import type { Oid, RefName, RepoPath } from '../../core/model/ids.ts';
import type { PredictedConflict } from '../../core/model/presence.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { WallTime } from '../../core/model/time.ts';

/** The read-only questions that are asked of the user's clone. Nothing here writes to it, runs its hooks, or follows a symlink. */
export interface Repository {
  readonly place: Place;
  /** Where the branch left its base. A shallow clone is deepened when `mayFetch`; else refused with the command that helps. */
  findBase(wish: BaseWish): Promise<Checked<Base>>;
  /** Every path that differs, byte-exact; counts of lines unless there are too many files to count cheaply. */
  readChanges(range: Range): Promise<readonly Change[]>;
  /** Added lines of each path (1-based ranges of the new side), for coverage. */
  readAddedLines(
    range: Range,
    paths: readonly RepoPath[],
  ): Promise<ReadonlyMap<RepoPath, readonly (readonly [number, number])[]>>;
  /** `git diff -U0` of the paths as text, cut at `maxBytes`; what is cut is left out by whole files. */
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
  listFiles(commit: Oid): Promise<readonly RepoPath[]>;
  /** Fixed strings (never patterns) in files of a commit whose name ends in one of `endings`; at most `limit` hits. */
  findWords(ask: {
    readonly commit: Oid;
    readonly words: readonly string[];
    readonly endings: readonly string[];
    readonly limit: number;
  }): Promise<readonly WordHit[]>;
  /** A file of the working tree that git does not track (coverage reports); `undefined` if absent, a link, or larger. */
  readWorkingFile(
    path: string,
    maxBytes: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly at: WallTime } | undefined>;
  /** Commits that carry `Agentic-Task:` trailers of audits, newest first, with the paths they changed. */
  readAudits(
    commit: Oid,
    limit: number,
  ): Promise<readonly { readonly at: WallTime; readonly commit: Oid; readonly paths: readonly RepoPath[] }[]>;
  /** Open branches, local and remote-tracking, one entry for each tip; ours, the base's and `agentic/*` results excluded. */
  listBranches(range: Range): Promise<readonly OpenBranch[]>;
  /** `git merge-tree` of our head with each tip, in the private repository (it writes objects). */
  predictConflicts(
    ours: Oid,
    theirs: readonly Oid[],
  ): Promise<ReadonlyMap<Oid, readonly PredictedConflict[]>>;
  /** Tracked files with uncommitted changes plus untracked ones; not part of a plan, only counted. */
  countUncommitted(): Promise<number>;
  /** Commits of `head` that no remote-tracking branch holds: what `run` would publish for the first time. */
  countUnpushed(head: Oid): Promise<number>;
}

/** Where we are. */
export interface Place {
  /** Absolute path of the working tree's root, or of the bare repository. */
  readonly root: string;
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

export interface Base {
  /** The merge base that is diffed against. */
  readonly commit: Oid;
  /** As people say it: `main`, `HEAD~1`. */
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

export interface WordHit {
  readonly path: RepoPath;
  readonly line: number;
  readonly word: string;
}

export interface OpenBranch {
  readonly ref: RefName;
  readonly name: string;
  readonly tip: Oid;
  readonly author: string;
  readonly at: WallTime;
  readonly changedFiles: readonly RepoPath[];
}
