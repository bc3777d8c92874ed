import type { RepoPath } from '../../../core/model/ids.ts';
import { type CheckoutChange, changedStamps } from '../../../core/run/compare-checkout.ts';
import type { Checkout, CheckoutSight } from '../../ports/checkout.ts';

/** Marks of files in the user's checkout. */
export type CheckoutMarks = ReadonlyMap<RepoPath, string>;

/** The user's checkout, in which no agent is to work. */
export interface WatchedCheckout {
  /** How these files are now. */
  mark(paths: readonly RepoPath[]): Promise<CheckoutMarks>;
  /**
   * What has changed since they were marked. `all`: anywhere since the run's first look, since a task that brought
   * nothing may have done its work there.
   */
  changes(before: CheckoutMarks, ask: { readonly all: boolean }): Promise<CheckoutChange | undefined>;
}

export function watchCheckout(checkout: Checkout): WatchedCheckout {
  let first: Promise<CheckoutSight | undefined> | undefined;
  return {
    async mark(paths) {
      first ??= checkout.look();
      await first;
      return checkout.stamps(paths);
    },
    async changes(before, ask) {
      const own = changedStamps(before, await checkout.stamps([...before.keys()]));
      const then = await first;
      const now = ask.all && then !== undefined ? await checkout.look() : undefined;
      const all = now && then ? changedStamps(then.changed, now.changed) : [];
      const moved = now !== undefined && then !== undefined && now.head !== then.head;
      const paths = [...new Set([...own, ...all])];
      return moved || paths.length > 0 ? { moved, paths } : undefined;
    },
  };
}
