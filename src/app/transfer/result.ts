import type { Oid, RefName } from '../../core/model/ids.ts';
import type { RefStore } from '../ports/ref-store.ts';

/** The combined work of a run as this process knows it; what is published is set on it, and sent against what it was set on. */
export interface Result {
  readonly ref: RefName;
  /** Where the run began: where nothing has been published, the result is this, and no work of it is older. */
  readonly head: Oid;
  /** Where it is, as far as it is known. */
  readonly tip: Oid;
  /**
   * Looks where it is now; false where the table cannot be seen. One look serves all who ask before it begins, and
   * counts only if nothing was published by us meanwhile: it may show what was before that.
   */
  look(): Promise<boolean>;
  /** A push of ours has moved it. Where a look has seen it elsewhere meanwhile, that is newer. */
  moved(move: { readonly from: Oid; readonly to: Oid }): void;
  /** It is here, whatever was known of it before. */
  standOn(tip: Oid): void;
}

/** Where a result began and where it was seen. */
export type ResultAt = Pick<Result, 'ref' | 'head' | 'tip'>;

/** A result that is looked at in the table. */
export function seenResult(store: Pick<RefStore, 'list'>, { ref, head, tip: first }: ResultAt): Result {
  let tip = first;
  let under: Promise<boolean> | undefined;
  let next: Promise<boolean> | undefined;
  const lookOnce = async (): Promise<boolean> => {
    for (;;) {
      const before = tip;
      const listed = await store.list([ref]);
      if (!listed.ok) return false;
      if (tip !== before) continue;
      tip = listed.value.get(ref) ?? before;
      return true;
    }
  };
  return {
    ref,
    head,
    get tip() {
      return tip;
    },
    look() {
      next ??= (async () => {
        await under?.catch(() => {});
        under = next;
        next = undefined;
        return lookOnce();
      })();
      return next;
    },
    moved({ from, to }) {
      if (tip === from) tip = to;
    },
    standOn(now) {
      tip = now;
    },
  };
}
