import { isLeaseOver } from '../../core/claim/lease.ts';
import type { StateCommit } from '../../core/claim/state-commit.ts';
import { narrowTransaction } from '../../core/claim/transactions.ts';
import type { LockName, Oid } from '../../core/model/ids.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import { bootInstant, type Claimant, type HeldClaim } from './claimant.ts';
import { endClaim, noAnswer } from './end-claim.ts';
import { nextCommit } from './new-commit.ts';
import { observe } from './observe.ts';
import { isPassing, type RetryBudget, retryBudgetOf } from './retry-budget.ts';

export type NarrowOutcome =
  | { readonly kind: 'narrowed'; readonly held: HeldClaim }
  /** It was ended by somebody, or its lease is over. */
  | { readonly kind: 'lost' }
  /** What was to be given back is not believed in any more, but the table may still show it: to be tried again. */
  | { readonly kind: 'failed'; readonly failure: StoreFailure; readonly held: HeldClaim };

/**
 * Gives back some locks of a claim that goes on: task ref tip → a renewal that lists the rest, together with each of
 * these locks C → absent. A lock is never deleted without the task ref moving: such a deletion that comes late would
 * meet the same value again after the claim was widened to that path anew.
 *
 * The holder stops believing in what it gives back before anything is sent (it is remembered as perhaps there), and
 * whatever landed is found by looking, as with a renewal.
 */
export async function narrowClaim(
  claimant: Claimant,
  start: HeldClaim,
  give: readonly LockName[],
): Promise<NarrowOutcome> {
  const retryBudget = retryBudgetOf(claimant);
  let held = without(start, give);
  let there = give;
  let commit: StateCommit | undefined;
  let leaseFrom = bootInstant(claimant.machine);
  for (;;) {
    const now = bootInstant(claimant.machine);
    if (isLeaseOver(held.leaseFrom, held.record.leaseS, now)) return lose(claimant, held);
    if (commit === undefined) {
      leaseFrom = now; // counts from before the first sending of this state
      commit = nextCommit(claimant, {
        of: held.record,
        anchor: held.anchor,
        parent: held.tip,
        state: 'renewed',
      });
      held = { ...held, sent: [...held.sent, commit.oid] };
      await claimant.memory.put(held);
    }
    const outcome = await claimant.store.commit(narrowTransaction({ ...held, commit, locks: there }));
    const landed = { ...held, tip: commit.oid, sent: [], record: commit.record, leaseFrom };
    if (outcome.kind === 'applied') return finish(claimant, landed, give);
    if (outcome.kind === 'failed' && !isPassing(outcome.failure)) return { ...outcome, held };
    const seen = await lookUntilSeen({ claimant, held, give, retryBudget });
    if (seen === 'lost') return lose(claimant, held);
    if (seen === 'unseen') return { kind: 'failed', failure: noAnswer, held };
    there = seen.left;
    if (seen.tip === commit.oid) {
      if (there.length === 0) return finish(claimant, landed, give);
      held = landed; // the server stopped after the task ref: the locks go with the next state
      commit = undefined;
    } else if (seen.tip !== held.tip) {
      held = { ...held, tip: seen.tip }; // an earlier state of ours had landed: go on from there
      commit = undefined;
    }
    if (!(await retryBudget.again())) return { kind: 'failed', failure: noAnswer, held };
  }
}

/** The claim as it is believed in from now on; what goes may be there until it is seen to be gone. */
function without(held: HeldClaim, give: readonly LockName[]): HeldClaim {
  const kept = held.record.locks.flatMap((lock, at) => {
    const path = held.record.paths[at];
    return path === undefined || give.includes(lock) ? [] : [{ lock, path }];
  });
  return {
    ...held,
    sentLocks: [...new Set([...held.sentLocks, ...give])],
    giving: [...new Set([...(held.giving ?? []), ...give])],
    record: { ...held.record, locks: kept.map(({ lock }) => lock), paths: kept.map(({ path }) => path) },
  };
}

async function finish(
  claimant: Claimant,
  landed: HeldClaim,
  given: readonly LockName[],
): Promise<NarrowOutcome> {
  const sentLocks = landed.sentLocks.filter((lock) => !given.includes(lock));
  const held = { ...landed, sentLocks, giving: [] };
  await claimant.memory.put(held);
  return { kind: 'narrowed', held };
}

async function lose(claimant: Claimant, held: HeldClaim): Promise<NarrowOutcome> {
  await endClaim(claimant, held, { state: 'released', change: { reason: 'its lease was over' } });
  return { kind: 'lost' };
}

type Seen = 'lost' | 'unseen' | { readonly tip: Oid; readonly left: readonly LockName[] };

interface Looking {
  readonly claimant: Claimant;
  readonly held: HeldClaim;
  readonly give: readonly LockName[];
  readonly retryBudget: RetryBudget;
}

async function lookUntilSeen(looking: Looking): Promise<Seen> {
  for (;;) {
    const seen = await lookAt(looking);
    if (seen !== 'unseen' || !(await looking.retryBudget.again())) return seen;
  }
}

async function lookAt({ claimant, held, give }: Looking): Promise<Seen> {
  const look = await observe(claimant, { locks: give, taskRefs: [held.taskRef] });
  if (!look.ok) return 'unseen';
  const { view } = look.value;
  const tip = view.tasks.get(held.taskRef)?.tip;
  if (tip === undefined || (tip !== held.tip && !held.sent.includes(tip))) return 'lost';
  return { tip, left: give.filter((lock) => view.locks.get(lock)?.anchor === held.anchor) };
}
