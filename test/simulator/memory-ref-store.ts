import type {
  Looked,
  ObjectSight,
  RefScope,
  RefStore,
  RefTransaction,
  TransactionOutcome,
} from '../../src/app/ports/ref-store.ts';
import { ABOVE_ALL, ROOT } from '../../src/core/claim/refs.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import { clientCommands, refusalOf, reportOf } from './client-commands.ts';
import { ObjectPool } from './object-pool.ts';
import { gitOrder, RefServer, type ServerOrder, ServerTransaction } from './ref-server.ts';

export interface MemoryStoreOptions {
  readonly server?: RefServer;
  readonly objects?: ObjectPool;
  readonly order?: ServerOrder;
  /** The server dies after so many refs of the next push; the outcome is then unknown. */
  readonly dieAfter?: (transaction: RefTransaction) => number | undefined;
}

/** The port over a map, at once and without a scheduler: what the simulator's clients are built of, made comparable. */
export function memoryRefStore(options: MemoryStoreOptions = {}): RefStore {
  const { server = new RefServer(), objects = new ObjectPool(), order = gitOrder } = options;
  let pushes = 0;
  return {
    table: 'memory',
    place: { kind: 'remote', name: 'memory' },
    objectFormat: 'sha1',
    get pushes() {
      return pushes;
    },
    async list(scopes) {
      return { ok: true, value: inScopes(server.refs, scopes) };
    },
    async listOurs() {
      return { ok: true, value: inScopes(server.refs, [ABOVE_ALL, ROOT]) };
    },
    hidesRefs: async () => false,
    async read(oids) {
      return readObjects(objects, oids);
    },
    async commit(transaction) {
      pushes++;
      return commitAtOnce({ server, objects, order, transaction, dieAfter: options.dieAfter?.(transaction) });
    },
  };
}

function commitAtOnce(push: {
  server: RefServer;
  objects: ObjectPool;
  order: ServerOrder;
  transaction: RefTransaction;
  dieAfter: number | undefined;
}): TransactionOutcome {
  const asked = clientCommands(push.transaction, push.server.refs);
  if (asked.stale.length > 0) return { kind: 'refused', refs: asked.stale };
  for (const object of push.transaction.objects) push.objects.add(object);
  const begun = push.server.begin(asked.commands, push.order);
  if (!(begun instanceof ServerTransaction)) return refusalOf(begun);
  if (push.dieAfter === undefined) {
    begun.finish();
    return reportOf(asked);
  }
  for (let moved = 0; moved < push.dieAfter && begun.left > 0; moved++) begun.moveNext();
  begun.abandon();
  return { kind: 'unknown', detail: 'the remote end hung up' };
}

/** The refs that a listing of these scopes shows: an exact name, or everything below a name that ends in `/`. */
export function inScopes(
  refs: ReadonlyMap<RefName, Oid>,
  scopes: readonly RefScope[],
): ReadonlyMap<RefName, Oid> {
  const shown = new Map<RefName, Oid>();
  for (const [ref, oid] of refs)
    if (scopes.some((scope) => (scope.endsWith('/') ? ref.startsWith(scope) : ref === scope)))
      shown.set(ref, oid);
  return shown;
}

/** Each object asked for, told apart as the port says. */
export const readObjects = (objects: ObjectPool, oids: readonly Oid[]): ReadonlyMap<Oid, ObjectSight> =>
  new Map(oids.map((oid) => [oid, objects.sight(oid)]));

export type Listing = Looked<ReadonlyMap<RefName, Oid>>;
