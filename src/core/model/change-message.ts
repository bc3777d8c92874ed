import type { Oid, RepoPath } from './ids.ts';

/** What a commit of the change says of itself; raw text of whoever wrote it. */
export interface ChangeMessage {
  readonly commit: Oid;
  readonly text: string;
  /** What the commit changed; absent: all of the change, or nobody looked. */
  readonly paths?: ReadonlySet<RepoPath>;
}
