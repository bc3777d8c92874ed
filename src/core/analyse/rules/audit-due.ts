import type { RepoPath } from '../../model/ids.ts';
import type { ProjectState } from '../../model/project-state.ts';
import { isoSeconds, type WallTime } from '../../model/time.ts';

/** Whether an audit is due for a path, and the last one that is known of it. */
export interface AuditSight {
  readonly due: boolean;
  readonly last?: WallTime;
}

/**
 * Due when the last audit is older than the change. The age of the audit by itself does not count, so a plan for an
 * old commit is the same whenever it is made. Unknown audit, or unknown time of the change: due.
 */
export function auditOf(path: RepoPath, { audits, changedAt }: ProjectState): AuditSight {
  const times = audits.paths.filter((audit) => audit.path === path).map((audit) => audit.at);
  if (audits.project) times.push(audits.project.at);
  if (times.length === 0) return { due: true };
  const last = times.reduce((a, b) => (a > b ? a : b));
  return { due: changedAt === undefined || last < changedAt, last };
}

/** `last audit 2025-06-15, before this change` */
export function describeAudits(sights: readonly AuditSight[]): string {
  const known = sights.flatMap((sight) => (sight.last === undefined ? [] : [sight.last]));
  if (known.length === 0) return 'no audit of this is known';
  const last = known.reduce((a, b) => (a > b ? a : b));
  const rest = sights.length - known.length;
  const date = isoSeconds(last).slice(0, 10);
  return `last audit ${date}, before this change${rest > 0 ? `; ${rest} never audited` : ''}`;
}
