import type { Oid } from '../../core/model/ids.ts';

/** Commits as mail: what `git format-patch` writes and `git am` takes. */
export interface Patches {
  /** The commits after `from` up to `to`, each after its parents. */
  series(range: { readonly from: Oid; readonly to: Oid }): Promise<readonly SeriesCommit[]>;
  /** A commit like another one, by the same people at the same time: same input, same bytes. */
  restate(wish: {
    readonly like: Oid;
    readonly tree: Oid;
    readonly parent: Oid;
    readonly message: string;
  }): Promise<Oid>;
  /** A straight line of commits as one mailbox, whatever bytes their files have. */
  mailbox(range: { readonly from: Oid; readonly to: Oid }): Promise<Uint8Array>;
}

export interface SeriesCommit {
  readonly commit: Oid;
  readonly parents: readonly Oid[];
  readonly message: string;
}
