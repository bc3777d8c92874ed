import { type ClaimRecord, readRecord } from '../../core/claim/record.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { RefStore } from '../ports/ref-store.ts';

/** A task's states are few; a chain that is longer was not written by us. */
const MOST_STATES = 200;

/** All states of each of these task refs, oldest first: the commits behind their tips. */
export async function readHistories<Key>(
  store: Pick<RefStore, 'read'>,
  tips: ReadonlyMap<Key, Oid>,
): Promise<ReadonlyMap<Key, readonly ClaimRecord[]>> {
  const found = new Map<Key, ClaimRecord[]>([...tips].map(([task]) => [task, []]));
  let heads = new Map(tips);
  for (let depth = 0; heads.size > 0 && depth < MOST_STATES; depth++) {
    const sights = await store.read([...new Set(heads.values())]);
    const next = new Map<Key, Oid>();
    for (const [task, oid] of heads) {
      const sight = sights.get(oid);
      if (sight?.kind !== 'commit') continue;
      const read = readRecord(sight.message);
      if (read.kind === 'record') found.get(task)?.unshift(read.record);
      const [parent] = sight.parents;
      if (parent !== undefined) next.set(task, parent);
    }
    heads = next;
  }
  return found;
}
