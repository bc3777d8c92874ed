import type { Change } from '../../model/change.ts';
import type { Decision, KnownAudit } from '../../model/decision.ts';
import type { AuditHistory } from '../../model/project-state.ts';
import type { WallTime } from '../../model/time.ts';
import { literalPattern, matchPaths } from '../../paths/match-paths.ts';

/** Kinds of tasks that somebody can say to have done already. */
export const AUDIT_KINDS = ['security-audit', 'dependency-audit'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/**
 * The audits that people made known, for the changed files. One holds for a content: a file that is what was looked at is
 * audited, whatever commit it came with since; another content is as old as the audit says.
 */
export function withKnownAudits(
  audits: AuditHistory,
  ask: {
    readonly decisions: readonly Decision[];
    readonly changes: readonly Change[];
    /** When the change was made. */
    readonly changedAt: WallTime | undefined;
  },
): AuditHistory {
  const known = ask.decisions.filter((one): one is KnownAudit => one.what === 'audited');
  if (known.length === 0) return audits;
  const paths = known.flatMap((audit) => {
    const covers = coverOf(audit);
    const blobs = new Set(audit.blobs);
    return ask.changes
      .filter(({ path }) => covers(path))
      .map(({ path, newBlob }) => {
        const isSame = newBlob !== undefined && blobs.has(newBlob);
        const at =
          isSame && ask.changedAt !== undefined && ask.changedAt > audit.at ? ask.changedAt : audit.at;
        return { path, at, kind: audit.kind, source: audit.by };
      });
  });
  return { ...audits, paths: [...audits.paths, ...paths] };
}

const coverOf = ({ paths }: KnownAudit): ((path: string) => boolean) =>
  paths.some((path) => path === '') ? () => true : matchPaths(paths.map(literalPattern));
