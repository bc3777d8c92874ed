import type { Obstacle } from '../../core/claim/decide-take.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { RefUpdate } from '../../core/claim/ref-transaction.ts';
import { claimIdFrom, taskRef } from '../../core/claim/refs.ts';
import { type StateCommit, stateCommit } from '../../core/claim/state-commit.ts';
import type { TaskView } from '../../core/claim/table.ts';
import type { AgentId, LockName, Oid, RepoPath, RunId, TaskDigest, TaskId } from '../../core/model/ids.ts';
import { UNICODE_VERSION } from '../../core/paths/unicode-tables.generated.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import { bootInstant, type Claimant, type HeldClaim } from './claimant.ts';

/** What somebody wants to hold. */
export interface ClaimWish {
  readonly run: RunId;
  readonly task: TaskId;
  readonly title?: string;
  readonly digest?: TaskDigest;
  /** Of a batch: what it joins. */
  readonly members?: ClaimRecord['members'];
  readonly agent?: AgentId;
  /** Of a CI run: for which of its waves. */
  readonly wave?: number;
  /** What to lock, chosen by `chooseLocks`; empty for a task that writes nothing. */
  readonly paths: readonly { readonly path: RepoPath; readonly lock: LockName }[];
  readonly leaseS: number;
  readonly base?: Oid;
  /** What the task ref is believed to be, which saves a round trip; absent: not there. */
  readonly parent?: Oid;
  /** What the task ref shows until the same push has put `parent` there; absent: `parent` itself. */
  readonly expects?: Oid;
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
  claimant: Claimant,
  wish: ClaimWish,
  parent: Oid | null,
  over?: TakenOver,
): Promise<Attempt> {
  const leaseFrom = bootInstant(claimant.machine);
  const nonce = claimant.machine.randomHex(16);
  const record: ClaimRecord = {
    version: 1,
    state: 'claimed',
    nonce,
    claim: claimIdFrom(nonce),
    run: wish.run,
    task: wish.task,
    ...(wish.title === undefined ? {} : { title: wish.title }),
    ...(wish.digest === undefined ? {} : { digest: wish.digest }),
    ...(wish.members === undefined ? {} : { members: wish.members }),
    ...(wish.agent === undefined ? {} : { agent: wish.agent }),
    holder: claimant.holder,
    ...(wish.wave === undefined ? {} : { wave: wish.wave }),
    ...(wish.expects === undefined ? {} : { replaces: wish.expects }),
    ...(claimant.branch === undefined ? {} : { branch: claimant.branch }),
    locks: wish.paths.map(({ lock }) => lock),
    paths: wish.paths.map(({ path }) => path),
    ...(wish.base === undefined ? {} : { base: wish.base }),
    at: leaseFrom.wall,
    leaseS: wish.leaseS,
    unicode: UNICODE_VERSION,
  };
  const commit = stateCommit(record, parent, claimant.store.objectFormat);
  const held: HeldClaim = {
    claim: record.claim,
    taskRef: taskRef(wish.run, wish.task),
    anchor: commit.oid,
    parent: wish.expects ?? parent,
    tip: commit.oid,
    sent: [],
    sentLocks: [],
    record,
    leaseFrom,
    confirmed: false,
  };
  await claimant.memory.put(held);
  return { held, commit, uncertain: false, reached: false, over };
}

export async function prepareAll(
  claimant: Claimant,
  wishes: readonly ClaimWish[],
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  for (const wish of wishes) attempts.push(await prepare(claimant, wish, wish.parent ?? null));
  return attempts;
}
