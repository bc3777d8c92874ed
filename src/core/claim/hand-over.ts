import type { LockName, Oid, RefName } from '../model/ids.ts';
import { locksOverlap } from '../paths/lock-name.ts';
import type { RefTransaction, RefUpdate } from './ref-transaction.ts';
import { lockRef } from './refs.ts';
import type { StateCommit } from './state-commit.ts';

// Handing over from one wave of a CI run's tasks to the next, or from one task of a run to the one that takes its place:
// what ends and what begins is one transaction, so that a path that both need is never free in between.

/** A claim that ends: `commit` is its ended state, `locks` those that were seen to be its own. */
export interface Ending {
  readonly taskRef: RefName;
  readonly tip: Oid;
  readonly anchor: Oid;
  readonly locks: readonly LockName[];
  readonly commit: StateCommit;
}

/** A claim that begins, as `claimTransaction` has it. */
export interface Beginning {
  readonly taskRef: RefName;
  readonly parent: Oid | null;
  readonly commit: StateCommit;
}

/**
 * Result old → new; each ended task ref tip → its ended state; each begun one P → N; a lock that only ends C → absent,
 * one that only begins absent → N, one that does both C → N. A task that ends and begins again moves once, tip → N, whose
 * parent is the ended state.
 */
export function handOverTransaction(ask: {
  readonly result: RefUpdate | undefined;
  readonly endings: readonly Ending[];
  readonly beginnings: readonly Beginning[];
}): RefTransaction {
  const locks = new Map<LockName, { expect: Oid | null; to: Oid | null }>();
  for (const { anchor, locks: own } of ask.endings)
    for (const lock of own) locks.set(lock, { expect: anchor, to: null });
  for (const { commit } of ask.beginnings)
    for (const lock of commit.record.locks)
      locks.set(lock, { expect: locks.get(lock)?.expect ?? null, to: commit.oid });
  const tasks = new Map<RefName, { expect: Oid | null; to: Oid }>();
  for (const { taskRef, tip, commit } of ask.endings) tasks.set(taskRef, { expect: tip, to: commit.oid });
  for (const { taskRef, parent, commit } of ask.beginnings)
    tasks.set(taskRef, { expect: tasks.get(taskRef)?.expect ?? parent, to: commit.oid });
  return {
    updates: [
      ...(ask.result ? [ask.result] : []),
      ...[...tasks].map(([ref, move]) => ({ ref, ...move })),
      ...[...locks].map(([lock, move]) => ({ ref: lockRef(lock), ...move })),
    ],
    objects: [...ask.endings, ...ask.beginnings].map(({ commit }) => commit),
  };
}

/**
 * Which of the next claims can be part of the same push: in one push git can neither delete `src/a` and make `src` (nor
 * the other way round), nor move one ref to two values. The others come in a second one.
 */
export function splitNext<
  Next extends { readonly taskRef: RefName; readonly locks: readonly LockName[] },
>(ask: {
  readonly ending: readonly { readonly taskRef: RefName; readonly locks: readonly LockName[] }[];
  readonly next: readonly Next[];
}): { readonly together: readonly Next[]; readonly later: readonly Next[] } {
  const ended = ask.ending.flatMap(({ locks }) => locks);
  const together: Next[] = [];
  const later: Next[] = [];
  for (const one of ask.next) {
    const isBelowOrAbove = one.locks.some((lock) =>
      ended.some((old) => old !== lock && locksOverlap(old, lock)),
    );
    const isTwice = together.some(
      ({ taskRef, locks }) =>
        taskRef === one.taskRef || locks.some((lock) => one.locks.some((other) => locksOverlap(lock, other))),
    );
    (isBelowOrAbove || isTwice ? later : together).push(one);
  }
  return { together, later };
}

/** Some hosts spend 0.1 s on each ref: who goes with others waits for theirs, too. */
const MOST_REFS = 64;

/** Those of the next claims that can be added to what ends before the push moves too many refs. */
export function fitOnePush<Next extends { readonly locks: readonly LockName[] }>(
  ending: readonly { readonly locks: readonly LockName[] }[],
  next: readonly Next[],
): readonly Next[] {
  const moved = new Set(ending.flatMap(({ locks }) => locks));
  let refs = ending.length + moved.size;
  return next.filter(({ locks }) => {
    const more = 1 + locks.filter((lock) => !moved.has(lock)).length;
    if (refs + more > MOST_REFS) return false;
    refs += more;
    return true;
  });
}

/** In groups of which each is to be one push; a task moves its ref and its locks. */
export function groupByPush<Item>(
  items: readonly Item[],
  locksOf: (item: Item) => number,
): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  let refs = 0;
  for (const item of items) {
    const own = 1 + locksOf(item);
    const group = groups.at(-1);
    if (group === undefined || refs + own > MOST_REFS) {
      groups.push([item]);
      refs = own;
    } else {
      group.push(item);
      refs += own;
    }
  }
  return groups;
}
