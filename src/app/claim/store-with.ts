import type { RefStore } from '../ports/ref-store.ts';

/** A store of which some calls are replaced; all others are its own. */
export function storeWith(store: RefStore, replace: Partial<Omit<RefStore, 'pushes'>>): RefStore {
  const same: RefStore = {
    table: store.table,
    place: store.place,
    objectFormat: store.objectFormat,
    get pushes() {
      return store.pushes;
    },
    list: (scopes) => store.list(scopes),
    listOurs: () => store.listOurs(),
    hidesRefs: (ask) => store.hidesRefs(ask),
    read: (oids) => store.read(oids),
    commit: (transaction) => store.commit(transaction),
  };
  return Object.assign(same, replace);
}
