import type { Change } from './change.ts';
import type { ChangeMessage } from './change-message.ts';
import type { FileLines } from './changed-lines.ts';
import type { Ecosystem } from './ecosystem.ts';
import type { RepoPath } from './ids.ts';
import type { SignalSource } from './signal-name.ts';
import type { Mention, SurfaceChange } from './surface.ts';
import type { WallTime } from './time.ts';

/** Everything the rules may look at, one plain value. Optional parts are absent where their source is. */
export interface ProjectState {
  readonly changes: readonly Change[];
  /** `names`: of the change only names of files are known (`analyze --state`); rules judge by them, and say so. */
  readonly known: 'names' | 'lines';
  /** Changed lines of the files whose text could be read. */
  readonly lines?: readonly FileLines[];
  /** What the change's commits say of themselves, newest first; absent: nobody looked. */
  readonly messages?: readonly ChangeMessage[];
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
  /** Dependencies that changed; absent: nobody looked. */
  readonly dependencies?: readonly DependencyChange[];
  /** What scanners report of changed files (SARIF); absent: no report is there. */
  readonly findings?: readonly Finding[];
  /** Tests that fail with a changed file in their trace (JUnit); absent: no report is there. */
  readonly failingTests?: readonly FailingTest[];
  /** Known vulnerabilities of packages; absent: no report of an audit is there. */
  readonly advisories?: readonly Advisory[];
  /** Files of the change that conflict with the base, as the look saw them; absent: nobody looked. */
  readonly conflicts?: readonly ComingConflict[];
  /** Added lines that match the pattern of a rule of the team; absent: none has one. */
  readonly lineMatches?: readonly LineMatch[];
  /** Directories that have a manifest, `''` for the root; absent: no workflow asks for them. */
  readonly packages?: readonly RepoPath[];
  /** Where all this comes from. */
  readonly sources?: readonly SignalSource[];
}

/** The first added line of a file that matches the pattern of a team's rule. */
export interface LineMatch {
  readonly rule: string;
  readonly path: RepoPath;
  readonly line: number;
  readonly text: string;
}

export interface ComingConflict {
  readonly path: RepoPath;
  /** The base, as people say it. */
  readonly branch: string;
  readonly lines?: readonly (readonly [first: number, last: number])[];
}

/** A report in the working tree, and when it was written. */
export interface ReportSource {
  /** `coverage/lcov.info`, relative to the root. */
  readonly file: string;
  readonly at: WallTime;
}

export interface Finding {
  readonly path: RepoPath;
  /** From 1, both included; absent: it is about the whole file. */
  readonly lines?: readonly [first: number, last: number];
  readonly tool: string;
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  /** One line, raw. */
  readonly message: string;
  readonly source: ReportSource;
  /** The file was changed after the report was written: its lines may have moved. */
  readonly older?: true;
}

export interface FailingTest {
  /** As its runner calls it: `auth/session.test.ts: refuses an old token`. */
  readonly name: string;
  /** The first line of why it failed, raw; may be empty. */
  readonly message: string;
  /** Files of the repository where it failed, its own first, then the trace, innermost first. */
  readonly places: readonly { readonly path: RepoPath; readonly line?: number }[];
  readonly source: ReportSource;
  /** One of its files that is part of the change was changed after the report was written. */
  readonly older?: true;
}

export interface Advisory {
  /** `GHSA-…`, `CVE-…`, `RUSTSEC-…`, `PYSEC-…`; as the report names it. */
  readonly id: string;
  readonly ecosystem: Ecosystem;
  /** As its ecosystem writes it: `lodash`, `github.com/spf13/cobra`, `org.apache.commons:commons-text`. */
  readonly package: string;
  /** Packages that bring it in, directly or not, as far as the report says. */
  readonly through?: readonly string[];
  readonly severity: 'critical' | 'high' | 'moderate' | 'low' | 'unknown';
  /** One line, raw; may be empty. */
  readonly title: string;
  /** The version that the report saw installed. */
  readonly version?: string;
  /** The first version without it. */
  readonly fixedIn?: string;
  /** The manifest or lock file that it was found in, where the report says so and it is a file of the repository. */
  readonly manifest?: RepoPath;
  readonly source: ReportSource;
  /** A manifest that is part of the change was changed after the report was written. */
  readonly older?: true;
}

/** A test and the file that it is about, judged by their names. */
export interface TestOf {
  readonly path: RepoPath;
  readonly of: RepoPath;
  /** The change removed it. */
  readonly gone?: true;
}

/** A dependency of what is shipped that is new or has another version; never our own modules, never what only builds. */
export interface DependencyChange {
  /** The manifest or lock file. */
  readonly path: RepoPath;
  readonly ecosystem: Ecosystem;
  /** As its ecosystem writes it. */
  readonly name: string;
  /** Versions or ranges, as written; `from` is absent for a new one. */
  readonly from?: string;
  readonly to?: string;
  /** Where it stands in the manifest now. */
  readonly line?: number;
}

/** Audits known, newest first: the whole project (`last_security_audit`), or paths (from `Agentic-Task` trailers). */
export interface AuditHistory {
  readonly project?: { readonly at: WallTime; readonly source: string };
  /** `kind`: the audit that it was, as a task is called. */
  readonly paths: readonly {
    readonly path: RepoPath;
    readonly at: WallTime;
    readonly source: string;
    readonly kind?: string;
  }[];
  /** Of the whole project, as the configuration says; absent: of none. */
  readonly configured?: readonly { readonly kind: string; readonly at: WallTime }[];
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
  /** The file was changed after the report was written: its lines may have moved. */
  readonly older?: true;
}
