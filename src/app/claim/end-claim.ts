import { type EndingSeen, judgeEnding, locksToSee } from '../../core/claim/judge-ending.ts';
import type { ClaimRecord, EndedState } from '../../core/claim/record.ts';
import type { StateCommit } from '../../core/claim/state-commit.ts';
import { endTransaction, reapTransaction } from '../../core/claim/transactions.ts';
import type { LockName } from '../../core/model/ids.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import type { Claimant, HeldClaim } from './claimant.ts';
import { nextCommit } from './new-commit.ts';
import { observe } from './observe.ts';
import { isPassing, type RetryBudget, retryBudgetOf } from './retry-budget.ts';

export type EndOutcome =
  /**
   * Ours, and over now; `commit` is what the task ref shows. `looked`: the answer was lost, and this is what a look
   * showed: a second copy of what was sent may still be under way.
   */
  | { readonly kind: 'ended'; readonly commit: StateCommit; readonly looked: boolean }
  /** It had been taken from us, or was over already. */
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'failed'; readonly failure: StoreFailure };

export interface EndWish {
  readonly state: EndedState;
  readonly change?: Partial<Pick<ClaimRecord, 'reason' | 'result' | 'handoff'>>;
}

/**
 * Ends a claim of ours: its newest state → an ended one, together with its locks; what is published with it is a wave
 * (`app/transfer`). What was refused or is unknown is looked at, and tried again with what is there: an unknown renewal may have landed, a
 * lock may have been deleted by somebody. Where it fails it stays remembered as wanted (`ending`): the holder's next
 * command ends it first.
 */
export async function endClaim(claimant: Claimant, start: HeldClaim, wish: EndWish): Promise<EndOutcome> {
  const retryBudget = retryBudgetOf(claimant);
  let held = start;
  // what was to be given back alone, and may still be there, goes with the rest
  let locks: readonly LockName[] = [...new Set([...held.record.locks, ...(held.giving ?? [])])];
  let commit = next(claimant, held, wish);
  let mayHaveArrived = false;
  // What was given back is not believed in again, not by a later process of this holder either: a server that dies may
  // have deleted the locks and left the task ref, which a renewal would then move.
  await claimant.memory.put({ ...held, ending: true });
  for (;;) {
    const outcome = await claimant.store.commit(endTransaction({ ...held, commit, locks }));
    if (outcome.kind === 'applied') return finish(claimant, held, commit, false);
    if (outcome.kind === 'failed' && !isPassing(outcome.failure)) return outcome;
    mayHaveArrived ||= outcome.kind !== 'failed';
    const failure = outcome.kind === 'failed' && !mayHaveArrived ? outcome.failure : noAnswer;
    // never sent again unseen: git leaves out what is up to date, so a part could be sent without the rest's leases
    const seen = await lookUntilSeen({ claimant, held, commit, retryBudget });
    switch (seen.kind) {
      case 'applied':
        if (seen.locks.length > 0) await claimant.store.commit(reapTransaction(seen.locks, held.anchor));
        return finish(claimant, held, commit, true);
      case 'not-ours':
        if (seen.locks.length > 0) await claimant.store.commit(reapTransaction(seen.locks, held.anchor));
        await claimant.memory.forget(held.claim);
        return { kind: 'not-ours' };
      case 'still-held':
        locks = seen.locks;
        if (seen.held.tip !== held.tip) {
          held = seen.held;
          commit = next(claimant, held, wish);
        }
        break;
      case 'unseen':
        return { kind: 'failed', failure };
      default:
        return unreachable(seen);
    }
    if (!(await retryBudget.again())) return { kind: 'failed', failure };
  }
}

const next = (claimant: Claimant, held: HeldClaim, wish: EndWish): StateCommit =>
  nextCommit(claimant, {
    of: held.record,
    anchor: held.anchor,
    parent: held.tip,
    state: wish.state,
    ...(wish.change ? { change: wish.change } : {}),
  });

async function finish(
  claimant: Claimant,
  held: HeldClaim,
  commit: StateCommit,
  looked: boolean,
): Promise<EndOutcome> {
  await claimant.memory.forget(held.claim);
  return { kind: 'ended', commit, looked };
}

type Seen = EndingSeen | { readonly kind: 'unseen' };

/** What was sent may have been applied, or may still be. */
export const noAnswer: StoreFailure = { kind: 'unanswered', detail: 'no answer in time' };

async function lookUntilSeen(ask: {
  readonly claimant: Claimant;
  readonly held: HeldClaim;
  readonly commit: StateCommit;
  readonly retryBudget: RetryBudget;
}): Promise<Seen> {
  for (;;) {
    const seen = await lookAt(ask.claimant, ask.held, ask.commit);
    if (seen.kind !== 'unseen' || !(await ask.retryBudget.again())) return seen;
  }
}

async function lookAt(claimant: Claimant, held: HeldClaim, ending: StateCommit): Promise<Seen> {
  const look = await observe(claimant, { locks: locksToSee(held), taskRefs: [held.taskRef] });
  return look.ok ? judgeEnding(look.value.view, held, ending.oid) : { kind: 'unseen' };
}
