import type { TaskLine } from '../../core/claim/task-line.ts';
import type { Oid, RefName, RepoPath } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { OthersChange } from '../../core/run/prompt-parts.ts';

/** What `commitFile` has made, read back. */
export interface CommitFiles {
  /** A file at the root of a commit's tree, as text; `undefined`: there is none, or it is larger. */
  readFile(ask: {
    readonly commit: Oid;
    readonly name: string;
    readonly maxBytes: number;
  }): Promise<string | undefined>;
  /** The same of several, in one process; what is not there, or is larger, has no entry. */
  readFiles(ask: {
    readonly commit: Oid;
    readonly names: readonly string[];
    readonly maxBytes: number;
  }): Promise<ReadonlyMap<string, string>>;
}

/** Trees and commits of results, made in the private repository without any worktree; and the user's one branch. */
export interface Publishing {
  /** Of the private repository, for people's own git. */
  readonly folder: string;
  /** A commit of the team's own identity. */
  commit(ask: {
    readonly tree: Oid;
    readonly parents: readonly Oid[];
    readonly message: string;
    /** Its date, where something is decided by it; else git's own choice. */
    readonly at?: WallTime;
  }): Promise<Oid>;
  /** A commit whose tree is one file: how `plan.json` is kept. */
  commitFile(ask: {
    readonly name: string;
    readonly bytes: string;
    readonly parents: readonly Oid[];
    readonly message: string;
  }): Promise<Oid>;
  /** Merges two commits in memory, as `git merge` would. */
  merge(ours: Oid, theirs: Oid): Promise<Merged>;
  /** Whether two published changes, the second on top of the first, would have merged from the first one's base. */
  trialMerge(ask: { readonly first: Oid; readonly second: Oid }): Promise<TrialMerge>;
  /** The tree with these paths as another tree has them; what is absent there is absent then. */
  takePaths(ask: {
    readonly tree: Oid;
    readonly from: Oid;
    readonly paths: readonly RepoPath[];
  }): Promise<Oid>;
  /** What the commits after `from` up to `to` changed on these paths. */
  othersChange(ask: {
    readonly from: Oid;
    readonly to: Oid;
    readonly paths: readonly RepoPath[];
  }): Promise<OthersChange>;
  /** Files of the tree in which marks of a conflict stand that were not there before. */
  leftMarkers(ask: { readonly from: Oid; readonly to: Oid }): Promise<readonly RepoPath[]>;
  /** The commit between `from` (excluded) and `to` whose `Agentic-Task` trailer starts so, if any. */
  findTrailer(ask: {
    readonly from: Oid;
    readonly to: Oid;
    readonly start: string;
  }): Promise<Oid | undefined>;
  /**
   * The newest commits of these histories, and what lines of tasks stand anywhere in their messages, newest first;
   * `without`: nothing that these contain.
   */
  readTaskLines(ask: {
    readonly tips: readonly Oid[];
    readonly without?: readonly Oid[];
    readonly most: number;
  }): Promise<SeenHistory>;
  /** What each of these commits changed, against its first parent. */
  changedBy(commits: readonly Oid[]): Promise<ReadonlyMap<Oid, readonly RepoPath[]>>;
  contains(ask: { readonly commit: Oid; readonly in: Oid }): Promise<boolean>;
  treeOf(commit: Oid): Promise<Oid>;
  changedPaths(from: Oid, to: Oid): Promise<readonly RepoPath[]>;
  /** Digest of those files in a tree: what a set-up depends on. */
  digestOf(tree: Oid, isWanted: (path: RepoPath) => boolean): Promise<string>;
  /** Tracked files of a commit. */
  listFiles(commit: Oid): Promise<readonly RepoPath[]>;
  /**
   * Keeps unpublished work from being lost: a ref of the private repository that no one else sees. It goes 14 days after
   * the commit's date.
   */
  keep(name: string, commit: Oid): Promise<RefName>;
  /** What is kept below a name, whenever that was: the newest first. */
  listKept(): Promise<readonly KeptPiece[]>;
  /** The user's branches, where a repository has no remote. */
  cloneBranch(ref: RefName): Promise<Oid | undefined>;
  /** What would keep a branch from being made or moved there, seen without writing; in words. */
  cloneObstacle(ref: RefName): Promise<string | undefined>;
  moveCloneBranch(ask: {
    readonly ref: RefName;
    readonly expect: Oid | null;
    readonly to: Oid;
  }): Promise<BranchMove>;
}

/** A piece of kept work: one commit on top of what it was begun on. */
export interface KeptPiece {
  readonly ref: RefName;
  readonly commit: Oid;
  readonly base: Oid;
  readonly tree: Oid;
  readonly message: string;
}

export interface SeenHistory {
  readonly commits: ReadonlySet<Oid>;
  readonly lines: readonly SeenLine[];
}

export interface SeenLine extends TaskLine {
  readonly commit: Oid;
}

export type Merged =
  | { readonly kind: 'clean'; readonly tree: Oid }
  /** `tree` has marks of the conflict in these paths. */
  | { readonly kind: 'conflict'; readonly paths: readonly RepoPath[]; readonly tree: Oid };

export interface TrialMerge {
  /** Paths that both changed. */
  readonly shared: readonly RepoPath[];
  /** Those of them that conflict. */
  readonly conflicts: readonly RepoPath[];
}

/** `moved-meanwhile`: it is not what was expected; `in-use`: a worktree has it checked out; `blocked`: its name is taken by another. */
export type BranchMove =
  | { readonly kind: 'moved' }
  | { readonly kind: 'refused'; readonly why: 'moved-meanwhile' | 'in-use' | 'blocked' }
  | { readonly kind: 'failed'; readonly detail: string };
