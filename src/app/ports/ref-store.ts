import type { ObjectSight, RefTransaction } from '../../core/claim/ref-transaction.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';

export type {
  ObjectSight,
  RefTransaction,
  RefUpdate,
  StateObject,
} from '../../core/claim/ref-transaction.ts';

/** `unknown`: it may have been applied, or may still be; only looking tells. */
export type TransactionOutcome =
  | { readonly kind: 'applied' }
  | { readonly kind: 'refused'; readonly refs: readonly RefName[] }
  | { readonly kind: 'unknown'; readonly detail: string }
  | { readonly kind: 'failed'; readonly failure: StoreFailure };

/** Why the store could not do its work, whatever the refs are. Nothing was changed. */
export interface StoreFailure {
  readonly kind:
    | 'no-atomic'
    | 'read-only'
    | 'authentication'
    | 'archived'
    | 'not-found'
    | 'hidden-refs'
    | 'hook-declined'
    | 'server-lock'
    | 'rate-limit'
    | 'network'
    | 'other';
  /** What the other side said, for people; never parsed. Without credentials. */
  readonly detail: string;
  readonly retryAfterS?: number;
}

export type Looked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: StoreFailure };

/** An exact name, or everything below a name that ends in `/`. */
export type RefScope = RefName;

/**
 * The only database: refs on one git remote (or, where a repository has no remote, in the private repository).
 * A listing may be torn: it shows each ref as it was at some moment during the call, not all at one moment.
 */
export interface RefStore {
  /** How outputs name the table: `github.com/acme/shop`, never with credentials. */
  readonly table: string;
  readonly objectFormat: 'sha1' | 'sha256';
  list(scopes: readonly RefScope[]): Promise<Looked<ReadonlyMap<RefName, Oid>>>;
  /** Objects that a listing of this store showed; one that has vanished since is `missing`. */
  read(oids: readonly Oid[]): Promise<ReadonlyMap<Oid, ObjectSight>>;
  commit(transaction: RefTransaction): Promise<TransactionOutcome>;
  /** Pushes sent so far, refused ones included; shown to people because hosts limit them. */
  readonly pushes: number;
}
