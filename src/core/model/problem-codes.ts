// Codes are stable: scripts rely on them. A new one gets its data in problem-data.ts and its words in report/problems/.

import type { BacklogProblemCode } from './backlog-problem-codes.ts';
import type { CiProblemCode } from './ci-problem-data.ts';
import type { DoctorProblemCode } from './doctor-problem-codes.ts';
import type { GoalProblemCode } from './goal-problem-data.ts';
import type { RunProblemCode } from './run-problem-codes.ts';

export type { DoctorProblemCode } from './doctor-problem-codes.ts';
export type { GoalProblemCode } from './goal-problem-data.ts';
export type { RunProblemCode } from './run-problem-codes.ts';

/** The repository and its git. */
export type GitProblemCode =
  | 'not-a-repository'
  | 'git-folder-missing'
  | 'repository-damaged'
  | 'index-damaged'
  | 'uncommitted-unseen'
  | 'folder-gone'
  | 'unsafe-repository'
  | 'git-too-old'
  | 'git-missing'
  | 'reftable-repository'
  | 'git-annex'
  | 'unborn-branch'
  | 'base-not-found'
  | 'base-ambiguous'
  | 'base-unseen'
  | 'several-merge-bases'
  | 'shallow-clone'
  | 'bad-revision'
  | 'bad-remote'
  | 'remote-ambiguous'
  | 'git-failed'
  | 'out-of-time';

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
  | 'key-without-effect'
  | 'unknown-placeholder'
  | 'placeholder-in-shell'
  | 'wrong-type'
  | 'bad-value'
  | 'bad-name'
  | 'bad-duration'
  | 'bad-date'
  | 'bad-glob'
  | 'bad-line-pattern'
  | 'line-pattern-unused'
  | 'bad-command'
  | 'bad-branch'
  | 'shell-words'
  | 'reserved-name'
  | 'empty-value'
  | 'too-long'
  | 'out-of-range'
  | 'too-many-items'
  | 'workflow-not-expanded'
  | 'order-always-respected'
  | 'bad-condition'
  | 'rule-without-paths'
  | 'unknown-role'
  | 'unknown-agent'
  | 'unsupported-version'
  | 'duplicate-id'
  | 'unknown-id'
  | 'dependency-cycle'
  | 'unsafe-path'
  | 'report-unreadable'
  | 'report-entries-dropped'
  | 'report-of-other-files'
  | 'reports-left-out'
  | 'ignored-kind-unknown'
  | 'task-not-derived'
  | 'not-dismissed'
  | 'not-an-audit'
  | BacklogProblemCode
  | 'usage';

/** Locks, claims, the table. */
export type ClaimProblemCode =
  | 'held'
  | 'held-task'
  | 'task-not-finished'
  | 'no-paths'
  | 'path-not-there'
  | 'path-in-inner-repository'
  | 'root-by-names'
  | 'path-damaged'
  | 'shared-session'
  | 'session-busy'
  | 'claim-lost'
  | 'claim-unknown'
  | 'not-yours'
  | 'not-remembered'
  | 'part-of-a-folder'
  | 'path-truncated'
  | 'paths-as-directories'
  | 'case-fold-clash'
  | 'forged-lock'
  | 'outcome-unknown'
  | 'publication-refused'
  | 'run-keeps-moving'
  | 'end-remembered'
  | 'many-locks'
  | 'ref-in-the-way'
  | 'wrapper-silent'
  | 'wrapper-refused';

/** What the table's server answers, and the way there. */
export type ServerProblemCode =
  | 'read-only-remote'
  | 'access-denied'
  | 'authentication-failed'
  | 'remote-not-found'
  | 'archived-remote'
  | 'hidden-refs'
  | 'unreadable-refs'
  | 'no-atomic-push'
  | 'protected-branch'
  | 'hook-declined'
  | 'too-large-push'
  | 'server-locked'
  | 'server-full'
  | 'server-error'
  | 'rate-limited'
  | 'no-git-server'
  | 'http-disabled'
  | 'redirected-remote'
  | 'network-failed'
  | 'host-not-found'
  | 'connection-refused'
  | 'certificate-refused'
  | 'proxy-refused'
  | 'host-key-changed'
  | 'host-key-unknown'
  | 'ssh-key-refused'
  | 'ssh-passphrase'
  | 'remote-failed';

/** What `init` meets. */
export type SetupProblemCode =
  | 'setup-kept'
  | 'setup-moved'
  | 'setup-busy'
  | 'unknown-ci-host'
  | 'unknown-part'
  | 'no-part'
  | 'no-checkout'
  | 'no-agents-in-ci'
  | 'action-not-pinned';

export type ProblemCode =
  | GoalProblemCode
  | CiProblemCode
  | GitProblemCode
  | ConfigProblemCode
  | ClaimProblemCode
  | ServerProblemCode
  | DoctorProblemCode
  | SetupProblemCode
  | RunProblemCode;
