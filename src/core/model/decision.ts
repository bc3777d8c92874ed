import type { Brand, Oid, RepoPath, TaskId } from './ids.ts';
import type { WallTime } from './time.ts';

/** Names one decision: 32 hex digits. */
export type DecisionId = Brand<string, 'DecisionId'>;

/** What a person said of tasks, remembered on the table for the whole team. */
export type Decision = Dismissal | KnownAudit;

interface Decided {
  readonly id: DecisionId;
  /** As git names its author, and the branch: `Ana, fix/422`. */
  readonly by: string;
  readonly at: WallTime;
  readonly reason?: string;
}

/** A derived task that is not wanted, for as long as it rests on nothing else than this. */
export interface Dismissal extends Decided {
  readonly what: 'dismissed';
  readonly task: TaskId;
  readonly kind: string;
  readonly title: string;
  /** Keys of all that it rested on (`evidenceKeys`). */
  readonly evidence: readonly string[];
}

/** Somebody has made this audit of these files, as they were at a commit. */
export interface KnownAudit extends Decided {
  readonly what: 'audited';
  readonly kind: string;
  readonly commit: Oid;
  /** Files and folders; '' is everything. */
  readonly paths: readonly RepoPath[];
  /** Contents of the changed files among them: the audit holds for these wherever they are. */
  readonly blobs: readonly Oid[];
}
