import { AUDIT_KINDS, type AuditKind } from '../../core/analyse/silence/known-audits.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { readNamesOfCommits } from './read-commit-names.ts';

export interface Audit {
  /** As its task was called: `security-audit`. */
  readonly kind: AuditKind;
  readonly at: WallTime;
  readonly commit: Oid;
  readonly paths: readonly RepoPath[];
}

// An audit that is older than this many commits is not looked for: reading all of a long history takes seconds.
const MAX_COMMITS = 3_000;

// Sample of the log's lines (␟ is U+001F): 8e7c446ee77e…␟1795365010␟shop-1a2b3c4d/security-audit-9f8e7d c-7f3a91000000
const FORMAT = '%H%x1f%ct%x1f%(trailers:key=Agentic-Task,valueonly,unfold,separator=%x1f)';
const AUDIT = new RegExp(`^[^/\\s]+/(${AUDIT_KINDS.join('|')})(-[a-z0-9_-]+)?(\\s|$)`);

/** Commits that carry an `Agentic-Task:` trailer of an audit, newest first, with the paths they changed. */
export async function readAudits(reader: CloneReader, commit: Oid, limit: number): Promise<readonly Audit[]> {
  const log = await reader.ask({
    args: [
      'log',
      `--max-count=${MAX_COMMITS}`,
      `--format=${FORMAT}`,
      '--no-show-signature', // `log.showSignature` would run gpg
      '--no-color',
      '--no-decorate',
      '--no-patch',
      '--no-mailmap',
      '--end-of-options',
      commit,
      '--',
    ],
  });
  const found: Omit<Audit, 'paths'>[] = [];
  for (const line of log.toString('utf8').split('\n')) {
    const [oid, seconds, ...trailers] = line.split('\x1f');
    const kinds = new Set(trailers.flatMap((trailer) => AUDIT.exec(trailer)?.[1] ?? []));
    for (const kind of AUDIT_KINDS)
      if (kinds.has(kind) && found.length < limit)
        found.push({ kind, commit: oid as Oid, at: (Number(seconds) * 1000) as WallTime });
  }
  if (found.length === 0) return [];
  const names = await readNamesOfCommits(
    reader,
    found.map((audit) => [audit.commit]),
  );
  return found.map((audit, at) => ({ ...audit, paths: names[at] ?? [] }));
}
