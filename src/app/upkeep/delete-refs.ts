import type { RefAt } from '../../core/claim/decide-upkeep.ts';
import type { RefTransaction, RefUpdate } from '../../core/claim/ref-transaction.ts';
import type { Claimant } from '../claim/claimant.ts';
import type { StoreFailure } from '../ports/ref-store.ts';

// A push of ours names its refs in the command line, and some hosts spend 0.1 s on each.
const MOST_REFS = 100;

/**
 * Deletes refs in parts, each by exact object. What has moved meanwhile is left alone, which a look shows. The first
 * failure that is not about single refs, if any.
 */
export async function deleteRefs(
  claimant: Claimant,
  updates: readonly RefUpdate[],
): Promise<StoreFailure | undefined> {
  for (let at = 0; at < updates.length; at += MOST_REFS) {
    let part = updates.slice(at, at + MOST_REFS);
    while (part.length > 0) {
      const outcome = await claimant.store.commit({ updates: part, objects: [] });
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

/**
 * Deletes the refs of runs, each run's all together or not at all: who resumes one moves a ref of it. Several runs share
 * a push; where that is refused, each has its own. The first failure that is not about single refs, if any.
 */
export async function deleteRuns(
  claimant: Claimant,
  runs: readonly { readonly refs: readonly RefAt[] }[],
): Promise<StoreFailure | undefined> {
  let batch: (readonly RefAt[])[] = [];
  const send = async (): Promise<StoreFailure | undefined> => {
    const sent = batch;
    batch = [];
    if (sent.length === 0) return undefined;
    const outcome = await claimant.store.commit(deletionOf(sent.flat()));
    if (outcome.kind === 'failed') return outcome.failure;
    if (outcome.kind !== 'refused' || sent.length === 1) return undefined;
    for (const refs of sent) {
      const alone = await claimant.store.commit(deletionOf(refs));
      if (alone.kind === 'failed') return alone.failure;
    }
    return undefined;
  };
  for (const { refs } of runs) {
    const isFull = batch.flat().length + refs.length > MOST_REFS;
    const failure = isFull ? await send() : undefined;
    if (failure) return failure;
    batch.push(refs);
  }
  return send();
}

const deletionOf = (refs: readonly RefAt[]): RefTransaction => ({
  updates: refs.map(({ ref, tip }) => ({ ref, expect: tip, to: null })),
  objects: [],
});
