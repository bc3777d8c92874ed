import type { LockedPath } from '../paths/choose-locks.ts';
import { covers } from '../paths/lock-name.ts';

/** What asking for paths means for a holder that may have some already. Repeating a claim is always safe. */
export type HoldStep =
  | { readonly do: 'take' }
  | { readonly do: 'renew' }
  | { readonly do: 'widen'; readonly add: readonly LockedPath[] }
  /** A directory is wanted above what is held: git cannot swap the refs in one push, so that goes back first. */
  | { readonly do: 'give-back-first'; readonly all: readonly LockedPath[] };

/** `have`: the claim that the holder has for this task, if any. */
export function decideHold(have: readonly LockedPath[] | undefined, wanted: readonly LockedPath[]): HoldStep {
  if (have === undefined) return { do: 'take' };
  const add = wanted.filter(({ lock }) => !have.some((held) => covers(held.lock, lock)));
  if (add.length === 0) return { do: 'renew' };
  const kept = have.filter(({ lock }) => !add.some((wide) => covers(wide.lock, lock)));
  if (kept.length === have.length) return { do: 'widen', add };
  return { do: 'give-back-first', all: [...kept, ...add] };
}
