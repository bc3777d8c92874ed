import type { ObjectSight, RefTransaction } from '../../core/claim/ref-transaction.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import type { TablePlace } from '../../core/model/table-place.ts';
import type { StoreFailure } from './store-failure.ts';

export type {
  ObjectSight,
  RefTransaction,
  RefUpdate,
  StateObject,
} from '../../core/claim/ref-transaction.ts';
export type { StoreFailure, StoreFailureKind } from './store-failure.ts';

/** `unknown`: it may have been applied, or may still be; only looking tells. `failure`: what went wrong, where that was said. */
export type TransactionOutcome =
  | { readonly kind: 'applied' }
  | { readonly kind: 'refused'; readonly refs: readonly RefName[] }
  | { readonly kind: 'unknown'; readonly detail: string; readonly failure?: StoreFailure }
  | { readonly kind: 'failed'; readonly failure: StoreFailure };

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
  /** How commands that people are told to run name it. */
  readonly place: TablePlace;
  readonly objectFormat: 'sha1' | 'sha256';
  list(scopes: readonly RefScope[]): Promise<Looked<ReadonlyMap<RefName, Oid>>>;
  /**
   * Whatever stands at or below `refs/agentic`, also where none of ours can; but no results of runs, whose objects are a
   * team's work.
   */
  listOurs(): Promise<Looked<ReadonlyMap<RefName, Oid>>>;
  /**
   * Whether refs of ours are there that no listing shows. Costs a network call: asked where a listing is suspicious.
   * `lately`: that it was not so within the last hour is answer enough, where nothing depends on it.
   */
  hidesRefs(ask?: { readonly lately: boolean }): Promise<boolean>;
  /** Objects that a listing of this store showed; one that has vanished since is `missing`. */
  read(oids: readonly Oid[]): Promise<ReadonlyMap<Oid, ObjectSight>>;
  commit(transaction: RefTransaction): Promise<TransactionOutcome>;
  /** Pushes sent so far, refused ones included; shown to people because hosts limit them. */
  readonly pushes: number;
}
