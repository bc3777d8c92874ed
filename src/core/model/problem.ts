/**
 * Expected trouble, as data: a stable kebab-case code and what it is about. `report/problems/` turns a code into
 * words and the command that helps. All problems of a stage are collected and reported together.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly where?: Where;
  /** What the words need; texts are raw (unescaped) and are escaped when printed. */
  readonly data: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** A place in a file that a person can open. Lines and columns count from 1; `key` is a dotted path. */
export interface Where {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly key?: string;
}

/** The repository and its git. */
export type GitProblemCode =
  | 'not-a-repository'
  | 'unsafe-repository'
  | 'git-too-old'
  | 'git-missing'
  | 'reftable-repository'
  | 'unborn-branch'
  | 'base-not-found'
  | 'base-ambiguous'
  | 'shallow-clone'
  | 'bad-revision'
  | 'bad-branch-name'
  | 'bad-remote'
  | 'remote-ambiguous'
  | 'remote-unreachable'
  | 'remote-skipped'
  | 'git-failed';

/** Configuration, task files, state files, command lines. */
export type ConfigProblemCode =
  | 'file-missing'
  | 'file-unreadable'
  | 'file-too-large'
  | 'file-not-regular'
  | 'file-outside-repository'
  | 'several-configurations'
  | 'not-utf8'
  | 'syntax'
  | 'several-documents'
  | 'too-deep'
  | 'too-many-aliases'
  | 'unsupported-tag'
  | 'unsafe-key'
  | 'unknown-key'
  | 'missing-key'
  | 'conflicting-keys'
  | 'wrong-type'
  | 'bad-value'
  | 'bad-name'
  | 'bad-duration'
  | 'bad-date'
  | 'bad-glob'
  | 'bad-command'
  | 'bad-branch'
  | 'shell-words'
  | 'reserved-name'
  | 'empty-value'
  | 'too-long'
  | 'out-of-range'
  | 'deprecated-key'
  | 'order-always-respected'
  | 'condition-ignored'
  | 'rule-without-paths'
  | 'unknown-role'
  | 'unknown-agent'
  | 'not-available-yet'
  | 'unsupported-version'
  | 'duplicate-id'
  | 'unknown-id'
  | 'dependency-cycle'
  | 'unsafe-path'
  | 'usage';

/** Locks, claims, the table. */
export type ClaimProblemCode =
  | 'held'
  | 'held-task'
  | 'no-paths'
  | 'claim-lost'
  | 'claim-unknown'
  | 'nothing-to-release'
  | 'not-yours'
  | 'path-truncated'
  | 'paths-as-directories'
  | 'case-fold-clash'
  | 'forged-lock'
  | 'newer-version'
  | 'outcome-unknown'
  | 'no-atomic-push'
  | 'read-only-remote'
  | 'archived-remote'
  | 'hidden-refs'
  | 'hook-declined'
  | 'server-locked'
  | 'rate-limited'
  | 'network-failed'
  | 'authentication-failed'
  | 'remote-failed'
  | 'remote-not-found'
  | 'many-locks'
  | 'wrapper-silent'
  | 'wrapper-refused';

/** What `doctor` finds, and why it does not do what was asked. */
export type DoctorProblemCode =
  | 'litter-locks'
  | 'expired-claims'
  | 'stuck-claims'
  | 'unknown-locks'
  | 'old-tasks'
  | 'old-runs'
  | 'left-waits'
  | 'unreadable-tasks'
  | 'left-worktrees'
  | 'private-broken'
  | 'private-leftovers'
  | 'kept-work'
  | 'server-lock-files'
  | 'still-at-work'
  | 'fix-incomplete';

/** Planning and running. */
export type RunProblemCode =
  | 'no-agents'
  | 'no-agent-fits'
  | 'command-missing'
  | 'command-not-executable'
  | 'task-failed'
  | 'task-timed-out'
  | 'task-blocked'
  | 'verify-failed'
  | 'setup-failed'
  | 'outside-claim'
  | 'workflow-file'
  | 'merge-conflict'
  | 'run-elsewhere'
  | 'no-agent-left'
  | 'budget-used-up'
  | 'no-worktree'
  | 'nested-repository'
  | 'result-too-old'
  | 'result-branch-taken'
  | 'left-behind'
  | 'disk'
  | 'interrupted'
  | 'tasks-left-out'
  | 'matrix-too-large'
  | 'submodule-sensitive'
  | 'config-from-base';

export type ProblemCode =
  | GitProblemCode
  | ConfigProblemCode
  | ClaimProblemCode
  | DoctorProblemCode
  | RunProblemCode;

/** A value, or everything that stands against it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Carries a problem out of a question whose answer has no room for it; entries print it as any other problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
