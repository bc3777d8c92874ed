import type { Obstacle } from '../../core/claim/decide-take.ts';
import { isLeaseOver } from '../../core/claim/lease.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { RefTransaction, RefUpdate } from '../../core/claim/ref-transaction.ts';
import { claimIdFrom, taskRef } from '../../core/claim/refs.ts';
import { type StateCommit, stateCommit } from '../../core/claim/state-commit.ts';
import type { TaskView } from '../../core/claim/table.ts';
import { claimTransaction, takeOverTransaction } from '../../core/claim/transactions.ts';
import { UNICODE_VERSION } from '../../core/claim/unicode-tables.generated.ts';
import type { AgentId, LockName, Oid, RepoPath, RunId, TaskId } from '../../core/model/ids.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { StoreFailure, TransactionOutcome } from '../ports/ref-store.ts';
import { abandonClaim } from './clear-claims.ts';
import { bootInstant, type ClaimDesk, type HeldClaim } from './desk.ts';
import { endClaim } from './end-claim.ts';
import { isOutOfReach, isPassing } from './patience.ts';

/** What somebody wants to hold. */
export interface ClaimWish {
  readonly run: RunId;
  readonly task: TaskId;
  readonly title?: string;
  readonly agent?: AgentId;
  /** What to lock, chosen by `chooseLocks`; empty for a task that writes nothing. */
  readonly paths: readonly { readonly path: RepoPath; readonly lock: LockName }[];
  readonly leaseS: number;
  readonly base?: Oid;
  /** What the task ref is believed to be, which saves a round trip; absent: not there. */
  readonly parent?: Oid;
  /**
   * Moves in the same push, where its first sending goes through: a courtesy to others, never asked for again. Whether
   * it moved is said with the claim.
   */
  readonly alongside?: readonly RefUpdate[];
  /** Begin a finished task again. */
  readonly againIfDone?: boolean;
  /** It was held when last seen: a look costs the host less than a push that is refused. */
  readonly lookFirst?: boolean;
}

export type TakeOutcome =
  | { readonly kind: 'claimed'; readonly held: HeldClaim; readonly alongside?: boolean }
  | { readonly kind: 'held'; readonly obstacles: readonly Obstacle[] }
  | { readonly kind: 'task-held'; readonly by: TaskView }
  | { readonly kind: 'task-done'; readonly record: ClaimRecord; readonly tip: Oid }
  /** Nothing of ours is there, or what was sent has been barred. */
  | { readonly kind: 'failed'; readonly failure: StoreFailure }
  /** It could not be found out: the claim may be there, or may still land. It is remembered, and looked for by the next command. */
  | { readonly kind: 'unknown'; readonly detail: string; readonly failure?: StoreFailure };

/** One claim object, kept for every sending of it: what is sent again is never a fresh one. */
export interface Attempt {
  readonly held: HeldClaim;
  readonly commit: StateCommit;
  /** A sending of it had no answer: it may still land. */
  readonly uncertain: boolean;
  /** Git's server may have seen a sending of it. */
  readonly reached: boolean;
  /** The claim that is taken over in place, with those of its locks that were seen. */
  readonly over: TakenOver | undefined;
}

export interface TakenOver {
  readonly anchor: Oid;
  readonly locks: readonly LockName[];
}

export async function prepare(
  desk: ClaimDesk,
  wish: ClaimWish,
  parent: Oid | null,
  over?: TakenOver,
): Promise<Attempt> {
  const leaseFrom = bootInstant(desk.machine);
  const nonce = desk.machine.randomHex(16);
  const record: ClaimRecord = {
    version: 1,
    state: 'claimed',
    nonce,
    claim: claimIdFrom(nonce),
    run: wish.run,
    task: wish.task,
    ...(wish.title === undefined ? {} : { title: wish.title }),
    ...(wish.agent === undefined ? {} : { agent: wish.agent }),
    holder: desk.holder,
    locks: wish.paths.map(({ lock }) => lock),
    paths: wish.paths.map(({ path }) => path),
    ...(wish.base === undefined ? {} : { base: wish.base }),
    at: leaseFrom.wall,
    leaseS: wish.leaseS,
    unicode: UNICODE_VERSION,
  };
  const commit = stateCommit(record, parent, desk.store.objectFormat);
  const held: HeldClaim = {
    claim: record.claim,
    taskRef: taskRef(wish.run, wish.task),
    anchor: commit.oid,
    parent,
    tip: commit.oid,
    sent: [],
    sentLocks: [],
    record,
    leaseFrom,
    confirmed: false,
  };
  await desk.memory.put(held);
  return { held, commit, uncertain: false, reached: false, over };
}

export async function prepareAll(desk: ClaimDesk, wishes: readonly ClaimWish[]): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  for (const wish of wishes) attempts.push(await prepare(desk, wish, wish.parent ?? null));
  return attempts;
}

export type Sent =
  | { readonly kind: 'done'; readonly outcome: TakeOutcome }
  /**
   * `uncertain`: the request may still arrive. `reached`: git's server may have seen it, and what it refused may be the
   * repetition of what it took. `failure`: what was said, where something was.
   */
  | {
      readonly kind: 'look';
      readonly detail: string;
      readonly uncertain: boolean;
      readonly reached: boolean;
      readonly failure?: StoreFailure;
    };

export async function send(
  desk: ClaimDesk,
  attempt: Attempt,
  alongside: readonly RefUpdate[] = [],
): Promise<Sent> {
  const { updates, objects } = transactionOf(attempt);
  const outcome = await desk.store.commit({ updates: [...updates, ...alongside], objects });
  const sent = await judgeSent(desk, attempt, outcome);
  if (alongside.length === 0 || sent.kind !== 'done' || sent.outcome.kind !== 'claimed') return sent;
  return { kind: 'done', outcome: { ...sent.outcome, alongside: true } };
}

/** What the answer to a sending says of one attempt that was in it. */
export async function judgeSent(
  desk: ClaimDesk,
  attempt: Attempt,
  outcome: TransactionOutcome,
): Promise<Sent> {
  switch (outcome.kind) {
    case 'applied':
      return { kind: 'done', outcome: await confirm(desk, attempt.held) };
    case 'refused':
      return { kind: 'look', detail: 'refused', uncertain: false, reached: true };
    case 'unknown':
      return { ...outcome, kind: 'look', uncertain: true, reached: true };
    case 'failed': {
      const { failure } = outcome;
      if (isPassing(failure) && !isOutOfReach(failure))
        return {
          kind: 'look',
          detail: failure.detail,
          uncertain: false,
          reached: !isFromBefore(failure),
          failure,
        };
      // this sending came to nothing, but an earlier one may still arrive
      if (attempt.uncertain)
        return { kind: 'done', outcome: await giveUp(desk, attempt, { detail: failure.detail, failure }) };
      await desk.memory.forget(attempt.held.claim);
      return { kind: 'done', outcome: { kind: 'failed', failure } };
    }
    default:
      return unreachable(outcome);
  }
}

/** An HTTP answer that came instead of one from git's server. */
const isFromBefore = ({ status }: StoreFailure): boolean => status !== undefined;

function transactionOf({ held, commit, over }: Attempt): RefTransaction {
  if (over === undefined || held.parent === null) return claimTransaction({ ...held, commit });
  const old = { tip: held.parent, oldAnchor: over.anchor, oldLocks: over.locks };
  return takeOverTransaction({ taskRef: held.taskRef, commit, ...old });
}

/** Believes in a claim that is there, unless its lease ended while it was on the way: over is final. */
export async function confirm(desk: ClaimDesk, sent: HeldClaim): Promise<TakeOutcome> {
  const held = { ...sent, confirmed: true };
  if (isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(desk.machine))) {
    const ended = await endClaim(desk, held, { state: 'released', change: { reason: 'it came too late' } });
    const detail = 'the answer came after the lease had ended';
    if (ended.kind === 'failed') return { kind: 'unknown', detail };
    return { kind: 'failed', failure: { kind: 'network', detail } };
  }
  await desk.memory.put(held);
  return { kind: 'claimed', held };
}

const GIVING_UP_MS = 2_000;

/**
 * Not knowing is ended by barring the claim; if even that fails it may still land. It is then neither believed in nor
 * forgotten: the holder's next command looks for it (`recallClaims`).
 */
export async function giveUp(desk: ClaimDesk, attempt: Attempt, why: WhyGivenUp): Promise<TakeOutcome> {
  // patience is used up by now, and what stays unknown is looked for later
  const hurried = { ...desk, patienceMs: Math.min(desk.patienceMs, GIVING_UP_MS) };
  const settled = !attempt.reached || (await abandonClaim(hurried, attempt.held));
  if (!settled) return { kind: 'unknown', ...why };
  await desk.memory.forget(attempt.held.claim);
  return { kind: 'failed', failure: why.failure ?? { kind: 'network', detail: why.detail } };
}

/** In our words; and what the server said last, where it said something. */
export interface WhyGivenUp {
  readonly detail: string;
  readonly failure?: StoreFailure;
}
