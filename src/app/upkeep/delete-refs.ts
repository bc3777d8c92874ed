import type { RefUpdate } from '../../core/claim/ref-transaction.ts';
import type { ClaimDesk } from '../claim/desk.ts';
import type { StoreFailure } from '../ports/ref-store.ts';

// A push of ours names its refs in the command line, and some hosts spend 0.1 s on each.
const MOST_REFS = 100;

/**
 * Deletes refs in parts, each by exact object. What has moved meanwhile is left alone, which a look shows. The first
 * failure that is not about single refs, if any.
 */
export async function deleteRefs(
  desk: ClaimDesk,
  updates: readonly RefUpdate[],
): Promise<StoreFailure | undefined> {
  for (let at = 0; at < updates.length; at += MOST_REFS) {
    let part = updates.slice(at, at + MOST_REFS);
    while (part.length > 0) {
      const outcome = await desk.store.commit({ updates: part, objects: [] });
      if (outcome.kind === 'failed') return outcome.failure;
      if (outcome.kind !== 'refused') break;
      const moved = new Set(outcome.refs);
      const rest = part.filter(({ ref }) => !moved.has(ref));
      if (rest.length === part.length) break;
      part = rest;
    }
  }
  return undefined;
}
