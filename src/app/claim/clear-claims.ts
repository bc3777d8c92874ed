import type { Obstacle } from '../../core/claim/decide-take.ts';
import type { ClaimRecord, EndedState } from '../../core/claim/record.ts';
import { endTransaction, reapTransaction } from '../../core/claim/transactions.ts';
import type { LockName, Oid, RefName } from '../../core/model/ids.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { TransactionOutcome } from '../ports/ref-store.ts';
import type { Claimant, HeldClaim } from './claimant.ts';
import { endClaim } from './end-claim.ts';
import { nextCommit } from './new-commit.ts';
import { observe } from './observe.ts';
import { isPassing, retryBudgetOf } from './retry-budget.ts';

/** Clears claims that are over. Each by one exact transaction; what that did is seen by looking again, not by its answer. */
export async function clearObstacles(claimant: Claimant, obstacles: readonly Obstacle[]): Promise<void> {
  for (const obstacle of obstacles) {
    switch (obstacle.kind) {
      case 'live':
        await evictClaim(claimant, { ...obstacle, reason: 'its lease is over or its holder is gone' });
        break;
      case 'pending': {
        const locks = obstacle.locks.map(({ lock }) => lock);
        await endForeign(claimant, {
          ...obstacle,
          of: obstacle.anchorRecord,
          tip: obstacle.taskTip,
          locks,
          state: 'barred',
        });
        break;
      }
      case 'ended':
        await claimant.store.commit(
          reapTransaction(
            obstacle.locks.map(({ lock }) => lock),
            obstacle.anchor,
          ),
        );
        break;
      case 'unknown':
        break;
      default:
        unreachable(obstacle);
    }
  }
}

/** Ends a live claim that is not remembered as ours as a whole: all of its locks that can be seen, or they would be litter. */
export async function evictClaim(
  claimant: Claimant,
  claim: {
    readonly tip: ClaimRecord;
    readonly anchor: Oid;
    readonly task: { readonly ref: RefName; readonly tip: Oid };
    readonly reason: string;
    /** `released` where who ends it is the holder itself, by another job of its CI run. */
    readonly state?: 'evicted' | 'released';
  },
): Promise<TransactionOutcome> {
  const look = await observe(claimant, { locks: claim.tip.locks, taskRefs: [] });
  const locks = look.ok
    ? claim.tip.locks.filter((lock) => look.value.view.locks.get(lock)?.anchor === claim.anchor)
    : [];
  return endForeign(claimant, {
    of: claim.tip,
    anchor: claim.anchor,
    taskRef: claim.task.ref,
    tip: claim.task.tip,
    locks,
    state: claim.state ?? 'evicted',
    reason: claim.reason,
  });
}

/** Makes sure that a claim of ours that was only sent cannot land any more: task ref P → barred. False: not known. */
export async function abandonClaim(
  claimant: Claimant,
  held: HeldClaim,
  seen: readonly LockName[] = [],
): Promise<boolean> {
  const { parent } = held;
  const retryBudget = retryBudgetOf(claimant);
  let locks = seen;
  do {
    const bar = {
      of: held.record,
      anchor: held.anchor,
      taskRef: held.taskRef,
      tip: parent,
      locks,
      state: 'barred' as const,
    };
    const outcome = await endForeign(claimant, bar);
    if (outcome.kind === 'applied') return true;
    const { failure } = { failure: undefined, ...outcome };
    if (failure !== undefined && !isPassing(failure)) return false; // asking again changes nothing
    const look = await observe(claimant, { locks: held.record.locks, taskRefs: [held.taskRef] });
    if (!look.ok) continue;
    const { view } = look.value;
    locks = held.record.locks.filter((lock) => view.locks.get(lock)?.anchor === held.anchor);
    const tip = view.tasks.get(held.taskRef)?.tip ?? null;
    if (tip === held.anchor) return (await endClaim(claimant, held, { state: 'released' })).kind !== 'failed';
    if (tip === parent) continue;
    if (locks.length > 0 && tip !== null) await claimant.store.commit(reapTransaction(locks, held.anchor));
    return true;
  } while (await retryBudget.again());
  return false;
}

function endForeign(
  claimant: Claimant,
  ask: {
    readonly of: ClaimRecord;
    readonly anchor: Oid;
    readonly taskRef: RefName;
    readonly tip: Oid | null;
    readonly locks: readonly LockName[];
    readonly state: EndedState;
    readonly reason?: string;
  },
): Promise<TransactionOutcome> {
  const change = { holder: claimant.holder, ...(ask.reason === undefined ? {} : { reason: ask.reason }) };
  const commit = nextCommit(claimant, {
    of: ask.of,
    anchor: ask.anchor,
    parent: ask.tip,
    state: ask.state,
    change,
  });
  return claimant.store.commit(endTransaction({ ...ask, commit }));
}
