import { readDecisions } from '../../core/claim/decision-record.ts';
import { DECISIONS } from '../../core/claim/refs.ts';
import type { Presence } from '../../core/model/presence.ts';
import type { Call, Project } from './opened.ts';
import { openTable } from './table.ts';

/**
 * Where the table was not seen now, what people had decided when it was seen last counts on: a dismissed task must not
 * come back whenever a network is slow.
 */
export async function withSeenDecisions(
  call: Pick<Call, 'env'>,
  project: Project,
  presence: Presence,
): Promise<Presence> {
  const table = await openTable(call, project, { writes: false });
  if (!table.ok) return presence;
  const { repository, store } = table.value;
  const { readSeen } = await import('../../git/table/fetch-seen.ts');
  const seen = await readSeen(repository, [DECISIONS]);
  if (!seen.ok || seen.value.size === 0) return presence;
  const objects = await store.read([...new Set(seen.value.values())]);
  return { ...presence, decisions: readDecisions(seen.value, objects).map(({ decision }) => decision) };
}
