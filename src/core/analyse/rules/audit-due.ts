import type { RepoPath } from '../../model/ids.ts';
import type { ProjectState } from '../../model/project-state.ts';
import type { WallTime } from '../../model/time.ts';
import type { AuditKind } from '../silence/known-audits.ts';

/** Whether an audit is due for a path, and the last one that is known of it. */
export interface AuditSight {
  readonly due: boolean;
  readonly last?: WallTime;
}

/**
 * Due when the last audit is older than the change. The age of the audit by itself does not count, so a plan for an
 * old commit is the same whenever it is made. Unknown audit, or unknown time of the change: due.
 */
export function auditOf(path: RepoPath, { audits, changedAt }: ProjectState, of: AuditKind): AuditSight {
  const isOf = ({ kind }: { readonly kind?: string }): boolean => kind === undefined || kind === of;
  const known = audits.paths.filter((audit) => audit.path === path);
  const times = [...known, ...(audits.configured ?? [])].filter(isOf).map((audit) => audit.at);
  if (audits.project) times.push(audits.project.at);
  if (times.length === 0) return { due: true };
  const last = times.reduce((a, b) => (a > b ? a : b));
  return { due: changedAt === undefined || last < changedAt, last };
}
