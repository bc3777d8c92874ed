import type { Oid, RefName } from '../model/ids.ts';

/** One ref of a transaction: it must point to exactly `expect` (null: absent) and will point to `to` (null: absent). */
export interface RefUpdate {
  readonly ref: RefName;
  readonly expect: Oid | null;
  readonly to: Oid | null;
}

/** All of it or nothing. */
export interface RefTransaction {
  readonly updates: readonly RefUpdate[];
  /** State commits that the updates point to, made by us; the store writes them before it sends anything. */
  readonly objects: readonly StateObject[];
}

/** A commit object of ours, byte for byte, and the name that its bytes give it. */
export interface StateObject {
  readonly oid: Oid;
  readonly bytes: Uint8Array;
}

/** What a ref points to. Only small commits are read; everything else is told apart, never parsed. */
export type ObjectSight =
  | { readonly kind: 'commit'; readonly parents: readonly Oid[]; readonly message: string }
  | { readonly kind: 'unreadable'; readonly why: 'missing' | 'not-a-commit' | 'too-large' };
