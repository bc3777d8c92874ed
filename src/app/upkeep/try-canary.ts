import { HAND } from '../../core/claim/refs.ts';
import { repoPath, taskId } from '../../core/model/ids.ts';
import { lockOf } from '../../core/paths/lock-name.ts';
import type { ClaimWish, TakeOutcome } from '../claim/claim-attempt.ts';
import type { Claimant, HeldClaim } from '../claim/claimant.ts';
import { type EndOutcome, endClaim } from '../claim/end-claim.ts';
import { observe } from '../claim/observe.ts';
import { takeClaim } from '../claim/take-claim.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import { deleteRefs } from './delete-refs.ts';

// Long enough for a slow server; whatever happens to us, nobody waits longer for a path that nobody wants.
const LEASE_S = 120;

/**
 * Takes a claim as anybody does, looks whether it can be seen, and gives it back: nothing else shows what a server lets
 * us do. Nothing of it stays. `undefined`: all of that worked.
 */
export async function tryCanary(claimant: Claimant, signal?: AbortSignal): Promise<StoreFailure | undefined> {
  const taken = await takeCanary(claimant, signal);
  if (taken.kind !== 'claimed') return notTaken(taken);
  let unseen: StoreFailure | undefined;
  let ended: EndOutcome;
  try {
    unseen = await findUnseen(claimant, taken.held);
  } finally {
    ended = await endClaim(claimant, taken.held, { state: 'released' });
  }
  return (await leaveNothing(claimant, taken.held, ended)) ?? unseen;
}

/** Its task ref goes, too, where no late request of ours can still find it gone. */
async function leaveNothing(
  claimant: Claimant,
  { taskRef }: HeldClaim,
  ended: EndOutcome,
): Promise<StoreFailure | undefined> {
  if (ended.kind === 'failed') return ended.failure;
  if (ended.kind !== 'ended' || ended.looked) return undefined;
  return deleteRefs(claimant, [{ ref: taskRef, expect: ended.commit.oid, to: null }]);
}

async function takeCanary(claimant: Claimant, signal: AbortSignal | undefined): Promise<TakeOutcome> {
  const name = `doctor-${claimant.machine.randomHex(6)}`;
  const path = repoPath(`.git/agentic/${name}`); // no path that git can track
  const wish: ClaimWish = {
    run: HAND,
    task: taskId(name),
    title: 'doctor tries whether claims work',
    paths: [{ path, lock: lockOf(path).lock }],
    leaseS: LEASE_S,
  };
  const taken = await takeClaim(claimant, wish, signal);
  // somebody has put a lock where there can be none; that is found by the look
  return taken.kind === 'held' ? takeClaim(claimant, { ...wish, paths: [] }, signal) : taken;
}

async function findUnseen(claimant: Claimant, held: HeldClaim): Promise<StoreFailure | undefined> {
  const look = await observe(claimant, { locks: held.record.locks, taskRefs: [held.taskRef] });
  if (!look.ok) return look.failure;
  if (look.value.view.tasks.has(held.taskRef)) return undefined;
  return {
    kind: 'unreadable-refs',
    detail: 'a claim that was just taken is not among the refs that are shown',
  };
}

function notTaken(outcome: Exclude<TakeOutcome, { readonly kind: 'claimed' }>): StoreFailure {
  if (outcome.kind === 'failed') return outcome.failure;
  if (outcome.kind === 'unknown') return outcome.failure ?? { kind: 'unanswered', detail: outcome.detail };
  return { kind: 'other', detail: `a claim of our own was refused (${outcome.kind})` };
}
