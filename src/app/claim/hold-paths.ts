import { decideHold } from '../../core/claim/decide-hold.ts';
import { obstaclesOn } from '../../core/claim/decide-take.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { StoreFailure } from '../ports/ref-store.ts';
import type { ClaimWish, TakeOutcome } from './claim-attempt.ts';
import type { Claimant, HeldClaim } from './claimant.ts';
import { endClaim } from './end-claim.ts';
import { observe } from './observe.ts';
import { recallClaims } from './recall-claims.ts';
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
      /** A claim of this holder for the task that turned out to be lost: what it had beyond the wish is gone. */
      readonly insteadOf?: HeldClaim;
    }
  | Exclude<TakeOutcome, { readonly kind: 'claimed' }>;

/**
 * Holds paths for a task, whatever this holder has of it already: same paths → renewed, more paths → widened, all or
 * nothing. Repeating is always safe: what an earlier command sent and did not learn the end of is looked for first.
 */
export async function holdPaths(
  claimant: Claimant,
  wish: ClaimWish,
  signal?: AbortSignal,
): Promise<HoldOutcome> {
  const recalled = await recallClaims(claimant, signal ? { signal } : {});
  const [open] = recalled.open;
  // what it still has of an earlier command may be what stands in its way now
  if (open) return stillUnknown(open, recalled.failure);
  const have = recalled.held.find(({ record }) => record.run === wish.run && record.task === wish.task);
  const step = decideHold(have && lockedPaths(have), wish.paths);
  switch (step.do) {
    case 'take':
      return take(claimant, wish, signal);
    case 'renew':
    case 'widen':
      return have
        ? advance({
            claimant,
            wish,
            have,
            add: step.do === 'widen' ? step.add : [],
            ...(signal ? { signal } : {}),
          })
        : take(claimant, wish, signal);
    case 'give-back-first':
      return have
        ? replace({ claimant, wish: { ...wish, paths: step.all }, have, ...(signal ? { signal } : {}) })
        : take(claimant, wish, signal);
    default:
      return unreachable(step);
  }
}

/** An earlier command's claim is in nobody's hands yet: nothing is taken beside it. */
export const stillUnknown = (
  { claim }: HeldClaim,
  failure: StoreFailure | undefined,
): Exclude<HoldOutcome, { readonly kind: 'claimed' }> =>
  failure && failure.kind !== 'unanswered'
    ? { kind: 'failed', failure }
    : { kind: 'unknown', detail: `nobody said yet what became of ${claim}` };

const lockedPaths = (held: HeldClaim): readonly { readonly lock: LockName; readonly path: RepoPath }[] =>
  held.record.locks.flatMap((lock, at) => {
    const path = held.record.paths[at];
    return path === undefined ? [] : [{ lock, path }];
  });

async function take(claimant: Claimant, wish: ClaimWish, signal?: AbortSignal): Promise<HoldOutcome> {
  const outcome = await takeClaim(claimant, wish, signal);
  return outcome.kind === 'claimed' ? { ...outcome, how: 'new' } : outcome;
}

interface Having {
  readonly claimant: Claimant;
  readonly wish: ClaimWish;
  readonly have: HeldClaim;
  readonly signal?: AbortSignal;
}

async function advance(ask: Having & { readonly add: ClaimWish['paths'] }): Promise<HoldOutcome> {
  const { claimant, wish, have, add, signal } = ask;
  const outcome = await renewClaim(claimant, have, {
    leaseS: wish.leaseS,
    ...(add.length > 0 ? { widening: { paths: add } } : {}),
  });
  switch (outcome.kind) {
    case 'renewed':
      return { kind: 'claimed', held: outcome.held, how: add.length > 0 ? 'widened' : 'renewed' };
    case 'refused':
      return whoHolds(claimant, wish, outcome.held);
    case 'lost': {
      // what is taken beside it would be refused, by a claim of this holder's own
      if (outcome.notEnded) return stillUnknown(have, outcome.notEnded);
      // what was asked is taken anew, nothing else: who lost more knows of it, and may not need it any more
      const taken = await take(claimant, wish, signal);
      return taken.kind === 'claimed' ? { ...taken, insteadOf: have } : taken;
    }
    case 'failed':
      return { kind: 'failed', failure: outcome.failure };
    default:
      return unreachable(outcome);
  }
}

async function whoHolds(claimant: Claimant, wish: ClaimWish, have: HeldClaim): Promise<HoldOutcome> {
  const wanted = wish.paths.map(({ lock }) => lock);
  const look = await observe(claimant, { locks: wanted, taskRefs: [] });
  if (!look.ok) return { kind: 'failed', failure: look.failure };
  const others = obstaclesOn(look.value.view, wanted).filter(({ anchor }) => anchor !== have.anchor);
  return { kind: 'held', obstacles: others };
}

/** Gives back and takes more; when that is refused, what was held before is taken again, as far as it is still free. */
async function replace({ claimant, wish, have, signal }: Having): Promise<HoldOutcome> {
  const ended = await endClaim(claimant, have, {
    state: 'released',
    change: { reason: 'widened to a directory' },
  });
  if (ended.kind === 'failed') return ended;
  const parent = ended.kind === 'ended' ? { parent: ended.commit.oid } : {};
  const outcome = await takeClaim(claimant, { ...wish, ...parent }, signal);
  if (outcome.kind === 'claimed') return { ...outcome, how: 'replaced' };
  await takeClaim(claimant, { ...wish, ...parent, paths: lockedPaths(have) }, signal);
  return outcome;
}
