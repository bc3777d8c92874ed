import type { Change } from './change.ts';
import type { RepoPath } from './ids.ts';
import type { WallTime } from './time.ts';

/** Everything the rules may look at, one plain value. Optional parts are absent where their source is. */
export interface ProjectState {
  readonly changes: readonly Change[];
  /** When the newest of the changes was made (the head commit's time); absent: unknown, taken as later than any audit. */
  readonly changedAt?: WallTime;
  readonly goal?: string;
  readonly audits: AuditHistory;
  readonly coverage?: Coverage;
  /** Minimum coverage in percent; 85 unless configured. */
  readonly coverageTarget: number;
  /** Documents that name something the change touched. */
  readonly mentions: readonly Mention[];
  /** Names of the public surface whose declaration changed. */
  readonly surface: readonly SurfaceChange[];
  /** Tests of changed files that the project has; absent: nobody looked. */
  readonly tests?: readonly TestOf[];
  /** Manifests whose dependencies changed, where that could be told from the diff; absent: nobody looked. */
  readonly dependencies?: readonly DependencyChange[];
}

export interface TestOf {
  readonly path: RepoPath;
  readonly of: RepoPath;
}

export interface DependencyChange {
  readonly path: RepoPath;
  /** Names of what was added, removed or moved to another version; empty: it could not be told. */
  readonly names: readonly string[];
}

/** Audits known, newest first: the whole project (`last_security_audit`), or paths (from `Agentic-Task` trailers). */
export interface AuditHistory {
  readonly project?: { readonly at: WallTime; readonly source: string };
  readonly paths: readonly { readonly path: RepoPath; readonly at: WallTime; readonly source: string }[];
}

export interface Coverage {
  /** Percent over the whole project, where the source says so. */
  readonly total?: number;
  readonly files: readonly FileCoverage[];
  /** Where it comes from (`coverage/lcov.info`) and when it was written. */
  readonly source: string;
  readonly at?: WallTime;
}

/** Lines of one file that can be measured; all line numbers count from 1. */
export interface FileCoverage {
  readonly path: RepoPath;
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

export interface Mention {
  readonly document: RepoPath;
  readonly line: number;
  /** The name as it stands in the document, e.g. `UserSession.refresh`. */
  readonly name: string;
  readonly of: RepoPath;
}

export interface SurfaceChange {
  readonly path: RepoPath;
  readonly name: string;
  readonly how: 'added' | 'removed' | 'changed';
}
