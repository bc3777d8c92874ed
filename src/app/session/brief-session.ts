import type { ClaimRecord } from '../../core/claim/record.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import { sharedPaths } from '../claim/list-claims.ts';
import type { Changed } from '../look/read-changed.ts';
import { storeProblem } from '../store-problem.ts';
import { lookAtTable } from './look-at-table.ts';
import type { Session } from './session.ts';

/** Who is at work beside a session, and what of it matters to the session's own change. */
export interface SessionBrief {
  readonly others: readonly { readonly record: ClaimRecord; readonly isOnYours: boolean }[];
  readonly conflicts: readonly { readonly branch: string; readonly paths: readonly RepoPath[] }[];
}

/** One look; those on the session's own files come first. Where the change cannot be read, claims alone. */
export async function readBrief(ask: {
  readonly session: Pick<Session, 'claimant'>;
  readonly changed: () => Promise<Checked<Changed>>;
}): Promise<Checked<SessionBrief>> {
  const { claimant } = ask.session;
  const [look, changed] = await Promise.all([lookAtTable(claimant), ask.changed()]);
  if (!look.ok) return { ok: false, problems: [storeProblem(look.failure, claimant.store.table)] };
  const { paths, presence } = changed.ok ? changed.value : { paths: [], presence: undefined };
  const others = look.value.claims
    .filter(({ mine, over, record }) => !mine && !over && record.paths.length > 0)
    .map((claim) => ({ record: claim.record, isOnYours: sharedPaths(claim, paths).length > 0 }))
    .sort((one, other) => Number(other.isOnYours) - Number(one.isOnYours));
  const conflicts = (presence?.branches ?? []).flatMap(({ name, conflicts: found }) =>
    found.length === 0 ? [] : [{ branch: name, paths: found.map(({ path }) => path) }],
  );
  return { ok: true, warnings: [], value: { others, conflicts } };
}
