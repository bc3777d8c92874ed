import type { LockName, Oid, RefName } from '../model/ids.ts';
import type { RefTransaction } from './ref-transaction.ts';
import { lockRef } from './refs.ts';
import type { StateCommit } from './state-commit.ts';

// The transactions of the protocol (docs/protocol.md, "One write"). Every one moves the task ref, which is the only
// truth about a claim, and every update names the exact value that it replaces.

/** Task ref parent → C, each lock absent → C. */
export const claimTransaction = (ask: {
  readonly taskRef: RefName;
  readonly parent: Oid | null;
  readonly commit: StateCommit;
}): RefTransaction => ({
  updates: [
    { ref: ask.taskRef, expect: ask.parent, to: ask.commit.oid },
    ...ask.commit.record.locks.map((lock) => ({ ref: lockRef(lock), expect: null, to: ask.commit.oid })),
  ],
  objects: [ask.commit],
});

/** Task ref tip → C′; for a widening also the new locks, absent → the claim's anchor. */
export const advanceTransaction = (ask: {
  readonly taskRef: RefName;
  readonly tip: Oid;
  readonly commit: StateCommit;
  readonly anchor: Oid;
  readonly newLocks: readonly LockName[];
}): RefTransaction => ({
  updates: [
    { ref: ask.taskRef, expect: ask.tip, to: ask.commit.oid },
    ...ask.newLocks.map((lock) => ({ ref: lockRef(lock), expect: null, to: ask.anchor })),
  ],
  objects: [ask.commit],
});

/** Task ref value → an ended state, and those locks that were seen to be the claim's → absent. */
export const endTransaction = (ask: {
  readonly taskRef: RefName;
  readonly tip: Oid | null;
  readonly commit: StateCommit;
  readonly anchor: Oid;
  readonly locks: readonly LockName[];
}): RefTransaction => ({
  updates: [
    { ref: ask.taskRef, expect: ask.tip, to: ask.commit.oid },
    ...ask.locks.map((lock) => ({ ref: lockRef(lock), expect: ask.anchor, to: null })),
  ],
  objects: [ask.commit],
});

/**
 * A claim goes on without some of its locks: task ref tip → C′ that lists the rest, each of these locks C → absent. The
 * task ref moves with them, so that no late copy of it meets a lock of that value again after a widening.
 */
export const narrowTransaction = (ask: {
  readonly taskRef: RefName;
  readonly tip: Oid;
  readonly commit: StateCommit;
  readonly anchor: Oid;
  readonly locks: readonly LockName[];
}): RefTransaction => endTransaction(ask);

/** Litter: locks of an ended claim, each by exact object, alone. */
export const reapTransaction = (locks: readonly LockName[], anchor: Oid): RefTransaction => ({
  updates: locks.map((lock) => ({ ref: lockRef(lock), expect: anchor, to: null })),
  objects: [],
});

/** Take-over in place: task ref tip → N, each lock of the old claim that N wants C → N, new ones absent → N. */
export const takeOverTransaction = (ask: {
  readonly taskRef: RefName;
  readonly tip: Oid;
  readonly commit: StateCommit;
  readonly oldAnchor: Oid;
  readonly oldLocks: readonly LockName[];
}): RefTransaction => {
  const wanted = new Set(ask.commit.record.locks);
  const old = new Set(ask.oldLocks);
  return {
    updates: [
      { ref: ask.taskRef, expect: ask.tip, to: ask.commit.oid },
      ...ask.oldLocks.map((lock) => ({
        ref: lockRef(lock),
        expect: ask.oldAnchor,
        to: wanted.has(lock) ? ask.commit.oid : null,
      })),
      ...ask.commit.record.locks
        .filter((lock) => !old.has(lock))
        .map((lock) => ({ ref: lockRef(lock), expect: null, to: ask.commit.oid })),
    ],
    objects: [ask.commit],
  };
};
