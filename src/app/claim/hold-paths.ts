import { decideHold } from '../../core/claim/decide-hold.ts';
import { obstaclesOn } from '../../core/claim/decide-take.ts';
import { isLeaseOver } from '../../core/claim/lease.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { ClaimWish, TakeOutcome } from './claim-attempt.ts';
import { abandonClaim } from './clear-claims.ts';
import { bootInstant, type ClaimDesk, type HeldClaim } from './desk.ts';
import { endClaim } from './end-claim.ts';
import { observe } from './observe.ts';
import { renewClaim } from './renew-claim.ts';
import { takeClaim } from './take-claim.ts';

/** How a claim came about, for what is said to people. */
export type HoldOutcome =
  | {
      readonly kind: 'claimed';
      readonly held: HeldClaim;
      readonly how: 'new' | 'renewed' | 'widened' | 'replaced';
      /** What the wish moves alongside has moved with it. */
      readonly alongside?: boolean;
    }
  | Exclude<TakeOutcome, { readonly kind: 'claimed' }>;

/**
 * Holds paths for a task, whatever this holder has of it already: same paths → renewed, more paths → widened, all or
 * nothing. Repeating is always safe.
 */
export async function holdPaths(
  desk: ClaimDesk,
  wish: ClaimWish,
  signal?: AbortSignal,
): Promise<HoldOutcome> {
  const have = (await heldClaims(desk)).find(
    ({ record }) => record.run === wish.run && record.task === wish.task,
  );
  if (have?.ending) return endAndTake({ desk, wish, have, ...(signal ? { signal } : {}) });
  const step = decideHold(have && lockedPaths(have), wish.paths);
  switch (step.do) {
    case 'take':
      return take(desk, wish, signal);
    case 'renew':
    case 'widen':
      return have
        ? advance({
            desk,
            wish,
            have,
            add: step.do === 'widen' ? step.add : [],
            ...(signal ? { signal } : {}),
          })
        : take(desk, wish, signal);
    case 'give-back-first':
      return have
        ? replace({ desk, wish: { ...wish, paths: step.all }, have, ...(signal ? { signal } : {}) })
        : take(desk, wish, signal);
    default:
      return unreachable(step);
  }
}

/**
 * The claims that this holder may still believe in, and those whose end it began (`ending`). One that was sent and never
 * answered (a crash) is looked for: whole and in time, it is held; otherwise it is made sure that it cannot land any more.
 */
export async function heldClaims(desk: ClaimDesk): Promise<readonly HeldClaim[]> {
  const held: HeldClaim[] = [];
  for (const claim of await desk.memory.load()) {
    const over = isLeaseOver(claim.leaseFrom, claim.record.leaseS, bootInstant(desk.machine));
    if (!over && (claim.confirmed || (await isWhole(desk, claim)))) {
      const confirmed = { ...claim, confirmed: true };
      if (!claim.confirmed) await desk.memory.put(confirmed);
      held.push(confirmed);
    } else {
      // what is over on our side is ended in the table too, so that nobody waits for it
      if (claim.confirmed)
        await endClaim(desk, claim, { state: 'released', change: { reason: 'its lease was over' } });
      else await abandonClaim(desk, claim);
      await desk.memory.forget(claim.claim);
    }
  }
  return held;
}

async function isWhole(desk: ClaimDesk, claim: HeldClaim): Promise<boolean> {
  const look = await observe(desk, { locks: claim.record.locks, taskRefs: [claim.taskRef] });
  if (!look.ok) return false;
  const { view } = look.value;
  const whole = claim.record.locks.every((lock) => view.locks.get(lock)?.anchor === claim.anchor);
  return whole && view.tasks.get(claim.taskRef)?.tip === claim.anchor;
}

const lockedPaths = (held: HeldClaim): readonly { readonly lock: LockName; readonly path: RepoPath }[] =>
  held.record.locks.flatMap((lock, at) => {
    const path = held.record.paths[at];
    return path === undefined ? [] : [{ lock, path }];
  });

async function take(desk: ClaimDesk, wish: ClaimWish, signal?: AbortSignal): Promise<HoldOutcome> {
  const outcome = await takeClaim(desk, wish, signal);
  return outcome.kind === 'claimed' ? { ...outcome, how: 'new' } : outcome;
}

interface Having {
  readonly desk: ClaimDesk;
  readonly wish: ClaimWish;
  readonly have: HeldClaim;
  readonly signal?: AbortSignal;
}

async function advance(ask: Having & { readonly add: ClaimWish['paths'] }): Promise<HoldOutcome> {
  const { desk, wish, have, add, signal } = ask;
  const outcome = await renewClaim(desk, have, {
    leaseS: wish.leaseS,
    ...(add.length > 0 ? { widening: { paths: add } } : {}),
  });
  switch (outcome.kind) {
    case 'renewed':
      return { kind: 'claimed', held: outcome.held, how: add.length > 0 ? 'widened' : 'renewed' };
    case 'refused':
      return whoHolds(desk, wish, outcome.held);
    case 'lost':
      return take(desk, { ...wish, paths: [...lockedPaths(have), ...add] }, signal);
    case 'failed':
      return { kind: 'failed', failure: outcome.failure };
    default:
      return unreachable(outcome);
  }
}

async function whoHolds(desk: ClaimDesk, wish: ClaimWish, have: HeldClaim): Promise<HoldOutcome> {
  const wanted = wish.paths.map(({ lock }) => lock);
  const look = await observe(desk, { locks: wanted, taskRefs: [] });
  if (!look.ok) return { kind: 'failed', failure: look.failure };
  const others = obstaclesOn(look.value.view, wanted).filter(({ anchor }) => anchor !== have.anchor);
  return { kind: 'held', obstacles: others };
}

/** A crash left it between held and given back: it is given back for good, and taken anew. */
async function endAndTake({ desk, wish, have, signal }: Having): Promise<HoldOutcome> {
  const ended = await endClaim(desk, have, { state: 'released' });
  if (ended.kind === 'failed') return ended;
  return take(desk, ended.kind === 'ended' ? { ...wish, parent: ended.commit.oid } : wish, signal);
}

/** Gives back and takes more; when that is refused, what was held before is taken again, as far as it is still free. */
async function replace({ desk, wish, have, signal }: Having): Promise<HoldOutcome> {
  const ended = await endClaim(desk, have, {
    state: 'released',
    change: { reason: 'widened to a directory' },
  });
  if (ended.kind === 'failed') return ended;
  const parent = ended.kind === 'ended' ? { parent: ended.commit.oid } : {};
  const outcome = await takeClaim(desk, { ...wish, ...parent }, signal);
  if (outcome.kind === 'claimed') return { ...outcome, how: 'replaced' };
  await takeClaim(desk, { ...wish, ...parent, paths: lockedPaths(have) }, signal);
  return outcome;
}
