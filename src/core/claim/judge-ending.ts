import type { LockName, Oid } from '../model/ids.ts';
import type { HeldClaim } from './held-claim.ts';
import { isLive } from './record.ts';
import type { TableView } from './table.ts';

/** What a look shows of a claim of ours that we are ending; `locks` are those that still are its. */
export type EndingSeen =
  | { readonly kind: 'applied'; readonly locks: readonly LockName[] }
  /** `isWhole`: all locks that its newest state names point to it; else it excludes nobody from some of its paths. */
  | {
      readonly kind: 'still-held';
      readonly held: HeldClaim;
      readonly locks: readonly LockName[];
      readonly isWhole: boolean;
    }
  | { readonly kind: 'not-ours'; readonly locks: readonly LockName[] };

/** All locks that a claim of ours has or may have: a widening whose fate is not known may have landed. */
export const locksToSee = (held: HeldClaim): readonly LockName[] => [
  ...new Set([...held.record.locks, ...held.sentLocks]),
];

/** `ending`: the ended state that was sent; `next`: the claim of the same task that began on it in the same sending. */
export function judgeEnding(view: TableView, held: HeldClaim, ending: Oid, next?: Oid): EndingSeen {
  const locks = locksToSee(held).filter((lock) => view.locks.get(lock)?.anchor === held.anchor);
  const task = view.tasks.get(held.taskRef);
  if (task !== undefined && (task.tip === ending || task.tip === next)) return { kind: 'applied', locks };
  if (task !== undefined && (task.tip === held.tip || held.sent.includes(task.tip))) {
    const { record } = task.read.kind === 'record' ? task.read : held;
    const isWhole = record.locks.every((lock) => locks.includes(lock));
    return { kind: 'still-held', held: { ...held, tip: task.tip }, locks, isWhole };
  }
  // An absent task ref proves nothing about a claim that may still land: its locks are left to be barred. Neither does
  // a live state of this claim that was forgotten: only of an ended claim what is left is litter.
  const forgotten =
    task?.read.kind === 'record' && task.read.record.anchor === held.anchor && isLive(task.read.record);
  return { kind: 'not-ours', locks: task === undefined || forgotten ? [] : locks };
}
