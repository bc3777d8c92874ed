import type { Oid } from '../../core/model/ids.ts';
import { storeWith } from '../claim/store-with.ts';
import type { ObjectSight, RefStore } from '../ports/ref-store.ts';

/** The same table for a job that is soon over: no object is read twice, as none ever changes. */
export function readOnce(store: RefStore): RefStore {
  const known = new Map<Oid, ObjectSight>();
  return storeWith(store, {
    async read(oids) {
      const fresh = await store.read(oids.filter((oid) => !known.has(oid)));
      // what is missing may yet come
      for (const [oid, sight] of fresh) if (sight.kind === 'commit') known.set(oid, sight);
      return new Map(oids.flatMap((oid) => pairOf(oid, known.get(oid) ?? fresh.get(oid))));
    },
  });
}

const pairOf = (oid: Oid, sight: ObjectSight | undefined): readonly [Oid, ObjectSight][] =>
  sight === undefined ? [] : [[oid, sight]];
