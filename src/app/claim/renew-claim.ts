import { type Obstacle, sortObstacles } from '../../core/claim/decide-take.ts';
import { type BootInstant, isLeaseOver } from '../../core/claim/lease.ts';
import type { StateCommit } from '../../core/claim/state-commit.ts';
import { advanceTransaction, reapTransaction } from '../../core/claim/transactions.ts';
import type { LockName, Oid, RepoPath } from '../../core/model/ids.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import { bootInstant, type Claimant, type HeldClaim } from './claimant.ts';
import { clearObstacles } from './clear-claims.ts';
import { endClaim, noAnswer } from './end-claim.ts';
import { blockedByStray } from './find-blocker.ts';
import { nextCommit } from './new-commit.ts';
import { observe } from './observe.ts';
import { isPassing, type RetryBudget, retryBudgetOf } from './retry-budget.ts';

export type RenewOutcome =
  | { readonly kind: 'renewed'; readonly held: HeldClaim }
  /** Somebody else holds a path that was to be added; the claim itself stands as it was (`held`). */
  | { readonly kind: 'refused'; readonly held: HeldClaim }
  /**
   * Evicted, released elsewhere, or its lease is over: never believed in again. `notEnded`: its end is not known, so it may
   * still keep others away, and stays remembered to be ended by the next command.
   */
  | { readonly kind: 'lost'; readonly notEnded?: StoreFailure }
  | { readonly kind: 'failed'; readonly failure: StoreFailure; readonly held: HeldClaim };

/**
 * Moves a claim's task ref on: a renewal, or with `widening` a claim on more paths, all or nothing. The lease counts
 * from before this state's own first sending. An unknown outcome is looked at and the same object sent again.
 */
export async function renewClaim(
  claimant: Claimant,
  held: HeldClaim,
  ask: RenewWish = {},
): Promise<RenewOutcome> {
  const retryBudget = retryBudgetOf(claimant);
  let known = held;
  for (;;) {
    const leaseFrom = bootInstant(claimant.machine);
    if (isLeaseOver(known.leaseFrom, known.record.leaseS, leaseFrom)) return lose(claimant, known);
    const commit = advance(claimant, known, ask);
    const newLocks = (ask.widening?.paths ?? []).map(({ lock }) => lock);
    const sentLocks = [...new Set([...known.sentLocks, ...newLocks])];
    known = { ...known, sent: [...known.sent, commit.oid], sentLocks };
    await claimant.memory.put(known);
    const settled = await settle({ claimant, known, commit, newLocks, leaseFrom, retryBudget });
    if (settled.kind !== 'rebase') return settled;
    known = settled.held; // an earlier renewal had landed: go on from there
  }
}

export interface RenewWish {
  readonly widening?: { readonly paths: readonly { readonly path: RepoPath; readonly lock: LockName }[] };
  readonly leaseS?: number;
}

interface Sending {
  readonly claimant: Claimant;
  readonly known: HeldClaim;
  readonly commit: StateCommit;
  readonly newLocks: readonly LockName[];
  readonly leaseFrom: BootInstant;
  readonly retryBudget: RetryBudget;
}

/** Sends one state until it is known what became of it. */
async function settle(
  sending: Sending,
): Promise<RenewOutcome | { readonly kind: 'rebase'; readonly held: HeldClaim }> {
  const { claimant, known, commit, newLocks, leaseFrom, retryBudget } = sending;
  const moved: HeldClaim = {
    ...known,
    tip: commit.oid,
    sent: [],
    sentLocks: [],
    giving: [],
    record: commit.record,
    leaseFrom,
  };
  let absent = newLocks;
  let mayHaveArrived = known.sent.length > 1; // an earlier state, too, is ours as soon as it lands
  for (;;) {
    const outcome = await claimant.store.commit(advanceTransaction({ ...known, commit, newLocks: absent }));
    if (outcome.kind === 'applied') return confirm(claimant, known, moved);
    if (outcome.kind === 'failed' && !isPassing(outcome.failure)) return { ...outcome, held: known };
    mayHaveArrived ||= outcome.kind !== 'failed';
    const failure = outcome.kind === 'failed' && !mayHaveArrived ? outcome.failure : noAnswer;
    // never sent again unseen: git leaves out what is up to date, so a part could be sent without the rest's leases
    const seen = await lookUntilSeen(sending);
    if (seen === 'lost' || isLeaseOver(known.leaseFrom, known.record.leaseS, bootInstant(claimant.machine)))
      return lose(claimant, known);
    if (seen === 'unseen') return { kind: 'failed', failure, held: known };
    if (seen.tip === commit.oid) {
      return seen.ours.length === newLocks.length
        ? confirm(claimant, known, moved)
        : narrow({ claimant, moved, newLocks, ours: seen.ours });
    }
    if (seen.tip !== known.tip) return { kind: 'rebase', held: { ...known, tip: seen.tip } };
    if (seen.held) return refuse(claimant, known, seen);
    await clearObstacles(claimant, seen.over); // of the dead, and litter: nobody else might ever want these paths
    absent = newLocks.filter((lock) => !seen.ours.includes(lock)); // a server may have applied a part
    if (!(await retryBudget.again())) return { kind: 'failed', failure, held: known };
  }
}

async function lookUntilSeen({ claimant, known, newLocks, retryBudget }: Sending): Promise<Seen> {
  for (;;) {
    const seen = await lookAt(claimant, known, newLocks);
    if (seen !== 'unseen' || !(await retryBudget.again())) return seen;
  }
}

/** Somebody holds a new path: what a half-applied widening left is given back, alone, by exact object. */
async function refuse(
  claimant: Claimant,
  held: HeldClaim,
  { ours: litter, blocker }: Exclude<Seen, string>,
): Promise<RenewOutcome> {
  if (litter.length > 0) await claimant.store.commit(reapTransaction(litter, held.anchor));
  return blocker ? { kind: 'failed', failure: blocker, held } : { kind: 'refused', held };
}

function advance(claimant: Claimant, held: HeldClaim, ask: RenewWish) {
  const extra = ask.widening?.paths ?? [];
  const change = {
    locks: [...held.record.locks, ...extra.map(({ lock }) => lock)],
    paths: [...held.record.paths, ...extra.map(({ path }) => path)],
    ...(ask.leaseS === undefined ? {} : { leaseS: ask.leaseS }),
  };
  const state = extra.length > 0 ? 'widened' : 'renewed';
  return nextCommit(claimant, { of: held.record, anchor: held.anchor, parent: held.tip, state, change });
}

/** A renewal that is confirmed after the lease had ended revives nothing. */
async function confirm(claimant: Claimant, before: HeldClaim, after: HeldClaim): Promise<RenewOutcome> {
  if (isLeaseOver(before.leaseFrom, before.record.leaseS, bootInstant(claimant.machine)))
    return lose(claimant, after);
  await claimant.memory.put(after);
  return { kind: 'renewed', held: after };
}

async function lose(claimant: Claimant, held: HeldClaim): Promise<RenewOutcome> {
  const ended = await endClaim(claimant, held, {
    state: 'released',
    change: { reason: 'its lease was over' },
  });
  return ended.kind === 'failed' ? { kind: 'lost', notEnded: ended.failure } : { kind: 'lost' };
}

/** The server applied the task ref and only some of the new locks: say in the table what is really held. */
async function narrow(ask: {
  readonly claimant: Claimant;
  readonly moved: HeldClaim;
  readonly newLocks: readonly LockName[];
  readonly ours: readonly LockName[];
}): Promise<RenewOutcome> {
  const { claimant, moved, newLocks, ours } = ask;
  const kept = moved.record.locks.flatMap((lock, at) => {
    const path = moved.record.paths[at];
    return path === undefined || (newLocks.includes(lock) && !ours.includes(lock)) ? [] : [{ lock, path }];
  });
  const record = {
    ...moved.record,
    locks: kept.map(({ lock }) => lock),
    paths: kept.map(({ path }) => path),
  };
  const outcome = await renewClaim(claimant, { ...moved, record });
  return outcome.kind === 'renewed' ? { kind: 'refused', held: outcome.held } : outcome;
}

type Seen =
  | 'lost'
  | 'unseen'
  | {
      readonly tip: Oid;
      readonly ours: readonly LockName[];
      /** Somebody holds one of the new paths. */
      readonly held: boolean;
      /** It is no lock that anybody can hold. */
      readonly blocker: StoreFailure | undefined;
      /** Claims that are over stand in the way. */
      readonly over: readonly Obstacle[];
    };

async function lookAt(claimant: Claimant, held: HeldClaim, newLocks: readonly LockName[]): Promise<Seen> {
  const look = await observe(claimant, { locks: newLocks, taskRefs: [held.taskRef] });
  if (!look.ok) return 'unseen';
  const { view } = look.value;
  const tip = view.tasks.get(held.taskRef)?.tip;
  if (tip === undefined || (tip !== held.tip && !held.sent.includes(tip))) return 'lost';
  const ours = newLocks.filter((lock) => view.locks.get(lock)?.anchor === held.anchor);
  const { isOver } = look.value;
  const inTheWay = sortObstacles({ view, wanted: newLocks, isOver, own: held.anchor });
  const blocker = blockedByStray(claimant.store, inTheWay.held);
  return { tip, ours, held: inTheWay.held.length > 0, blocker, over: inTheWay.over };
}
