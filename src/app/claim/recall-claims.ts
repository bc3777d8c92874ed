import { decideRecall, isUnsettled, type RecallStep } from '../../core/claim/decide-recall.ts';
import { locksToSee } from '../../core/claim/judge-ending.ts';
import { isLeaseOver } from '../../core/claim/lease.ts';
import { reapTransaction } from '../../core/claim/transactions.ts';
import type { LockName } from '../../core/model/ids.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { Looked, StoreFailure } from '../ports/ref-store.ts';
import { bootInstant, type Claimant, type HeldClaim } from './claimant.ts';
import { abandonClaim } from './clear-claims.ts';
import { endClaim, noAnswer } from './end-claim.ts';
import { narrowClaim } from './narrow-claim.ts';
import { type Observation, observe } from './observe.ts';
import { isPassing, retryBudgetOf } from './retry-budget.ts';

/** What a holder remembers, after the table was asked about whatever was not known. */
export interface Recalled {
  /** To be relied on. */
  readonly held: readonly HeldClaim[];
  /** Given back just now, as it had been asked for. */
  readonly released: readonly HeldClaim[];
  /** No longer there: ended by somebody or with its lease, or given back already by what was sent and not answered. */
  readonly over: readonly HeldClaim[];
  /** Of claims that go on, what had been asked to be given back and now is. */
  readonly given: readonly GivenLocks[];
  /** Not known yet, and not relied on: the next command asks again. */
  readonly open: readonly HeldClaim[];
  /** Why not. */
  readonly failure?: StoreFailure;
}

/** Locks of a claim that it goes on without. */
export interface GivenLocks {
  readonly held: HeldClaim;
  readonly locks: readonly LockName[];
}

/**
 * Everything that this holder remembers of its claims. What an earlier command sent and did not learn the end of is
 * looked for first, all of it in one look: whole and in time it is held, otherwise it is given back or barred, and it is
 * remembered until that is known. Without anything unknown the table is not asked. `of`: these alone.
 */
export async function recallClaims(
  claimant: Claimant,
  how: { readonly signal?: AbortSignal; readonly of?: (claim: HeldClaim) => boolean } = {},
): Promise<Recalled> {
  const { signal, of = () => true } = how;
  const claims = (await claimant.memory.load()).filter(of);
  const unsettled = claims.filter((claim) => isUnsettled(claim, isOverNow(claimant, claim)));
  const known = { released: [], over: [], given: [] };
  if (unsettled.length === 0) return { ...known, held: claims, open: [] };
  const look = await lookFor(claimant, unsettled, signal);
  const settled = claims.filter((claim) => !unsettled.includes(claim));
  if (!look.ok) return { ...known, held: settled, open: unsettled, failure: look.failure };
  const ends: (readonly [HeldClaim, Settled])[] = [];
  for (const claim of unsettled) ends.push([claim, await settle(claimant, claim, look.value)]);
  return { ...sortEnds(ends), held: [...settled, ...heldOf(ends)] };
}

type Ends = readonly (readonly [HeldClaim, Settled])[];

const heldOf = (ends: Ends): readonly HeldClaim[] =>
  ends.flatMap(([, end]) => (end.kind === 'held' ? [end.held] : []));

function sortEnds(ends: Ends): Omit<Recalled, 'held'> {
  const of = (kind: Settled['kind']): readonly HeldClaim[] =>
    ends.flatMap(([claim, end]) => (end.kind === kind ? [claim] : []));
  const failure = ends.map(([, end]) => (end.kind === 'open' ? end.failure : undefined)).findLast(Boolean);
  return {
    released: of('ended').filter(({ ending }) => ending === true),
    // what was never more than sent was never there
    over: [
      ...of('ended').filter(({ ending }) => ending !== true),
      ...of('gone').filter(({ confirmed }) => confirmed),
    ],
    given: ends.flatMap(([, end]) =>
      end.kind === 'held' && end.given.length > 0 ? [{ held: end.held, locks: end.given }] : [],
    ),
    open: of('open'),
    ...(failure ? { failure } : {}),
  };
}

/** Sent, changed or given back by an earlier command that did not learn the end of it; a lease that is over is known. */
export const isUnanswered = (claimant: Claimant, claim: HeldClaim): boolean =>
  isUnsettled(claim, false) && (!isOverNow(claimant, claim) || !claim.confirmed || claim.ending === true);

const isOverNow = ({ machine }: Claimant, { leaseFrom, record }: HeldClaim): boolean =>
  isLeaseOver(leaseFrom, record.leaseS, bootInstant(machine));

async function lookFor(
  claimant: Claimant,
  claims: readonly HeldClaim[],
  signal?: AbortSignal,
): Promise<Looked<Observation>> {
  const retryBudget = retryBudgetOf(claimant, signal);
  for (;;) {
    const look = await observe(claimant, {
      locks: [...new Set(claims.flatMap(locksToSee))],
      taskRefs: claims.map(({ taskRef }) => taskRef),
    });
    if (look.ok || !isPassing(look.failure) || !(await retryBudget.again(look.failure.retryAfterS)))
      return look;
  }
}

type Settled =
  | { readonly kind: 'held'; readonly held: HeldClaim; readonly given: readonly LockName[] }
  /** By us, just now. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'gone' }
  /** Remembered, and in nobody's way. */
  | { readonly kind: 'waits' }
  | { readonly kind: 'open'; readonly failure: StoreFailure };

async function settle(claimant: Claimant, claim: HeldClaim, look: Observation): Promise<Settled> {
  // asked after the look: over is over, also where it was slow
  const step = decideRecall({ ...look, held: claim, isLeaseOver: isOverNow(claimant, claim) });
  const end = await follow(claimant, claim, step);
  if (end.kind === 'gone' || end.kind === 'ended') await claimant.memory.forget(claim.claim);
  return end;
}

async function follow(claimant: Claimant, claim: HeldClaim, step: RecallStep): Promise<Settled> {
  switch (step.do) {
    case 'hold':
      if (step.held !== claim) await claimant.memory.put(step.held);
      return { kind: 'held', held: step.held, given: givenOf(claim, step.held) };
    case 'narrow': {
      await claimant.memory.put(step.held);
      const narrowed = await narrowClaim(claimant, step.held, step.give);
      if (narrowed.kind === 'lost') return { kind: 'gone' };
      // the rest is held all the same, and the next command tries it again
      return { kind: 'held', held: narrowed.held, given: givenOf(claim, narrowed.held) };
    }
    case 'end': {
      const change = claim.ending ? {} : { change: { reason: 'its lease was over' } };
      const ended = await endClaim(claimant, claim, { state: 'released', ...change });
      if (ended.kind === 'failed') return { kind: 'open', failure: ended.failure };
      return { kind: ended.kind === 'ended' ? 'ended' : 'gone' };
    }
    case 'bar':
      return (await abandonClaim(claimant, claim, step.locks))
        ? { kind: 'gone' }
        : { kind: 'open', failure: noAnswer };
    case 'wait':
      return { kind: 'waits' };
    case 'forget':
      if (step.litter.length > 0) await claimant.store.commit(reapTransaction(step.litter, claim.anchor));
      return { kind: 'gone' };
    default:
      return unreachable(step);
  }
}

/** What was to be given back before, and is no more. */
const givenOf = (before: HeldClaim, { giving = [] }: HeldClaim): readonly LockName[] =>
  (before.giving ?? []).filter((lock) => !giving.includes(lock));
