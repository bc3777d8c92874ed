import { isLeaseOver } from '../../../core/claim/lease.ts';
import type { TaskId } from '../../../core/model/ids.ts';
import type { ClaimWish } from '../../claim/claim-attempt.ts';
import { bootInstant, type Claimant, type HeldClaim } from '../../claim/claimant.ts';
import { type KeptClaim, keepRenewed } from '../../claim/keep-renewed.ts';
import { takeClaim } from '../../claim/take-claim.ts';
import type { Reach } from '../../run/outlast-outages.ts';

/** The claims that this process has for its tasks; each is renewed as long as it is here. */
export interface TaskClaims {
  of(task: TaskId): KeptClaim | undefined;
  /**
   * Renews a task's claim from now on. One that is lost to an outage alone is taken anew, and its agent works on; of any
   * other loss whoever works under it hears.
   */
  keep(task: TaskId, held: HeldClaim): KeptClaim;
  /** It is none of the run's any more: it has ended, or whoever asks ends it. */
  drop(task: TaskId): KeptClaim | undefined;
  /**
   * Takes a task's paths again, as another claim, if this one of it was lost for no other reason than that its server was away
   * for longer than the lease, and nobody else has taken them meanwhile: what was made under the lost one is then set on
   * the newest result, tested and published like any other. True: it is held.
   */
  takeAnew(lost: HeldClaim): Promise<boolean>;
  /** It has been claimed before, by whomever: its next claim stands on what became of that. */
  wasClaimed(task: TaskId): boolean;
  noteClaimed(task: TaskId): void;
}

export interface ClaimsWish {
  readonly claimant: Claimant;
  /** The way to the table; absent where nobody waits for a server that is away. */
  readonly reach?: Pick<Reach, 'awayMs'> | undefined;
  readonly interrupted: AbortSignal;
  readonly claimedBefore: readonly TaskId[];
  /** Whoever works on after it is lost to somebody else works for nothing. */
  readonly onLost: (task: TaskId, held: HeldClaim) => void;
}

export function taskClaims({ claimant, reach, interrupted, onLost, ...before }: ClaimsWish): TaskClaims {
  const claims = new Map<TaskId, KeptClaim>();
  const taking = new Map<TaskId, Promise<boolean>>();
  const claimed = new Set(before.claimedBefore);

  const keep = (task: TaskId, held: HeldClaim): KeptClaim => {
    const kept = keepRenewed(claimant, held, {
      onLost: () => {
        void takeAnew(kept.held)
          .catch(() => false)
          .then((isHeld) => isHeld || onLost(task, kept.held));
      },
    });
    claims.set(task, kept);
    return kept;
  };

  const takeAnew = (lost: HeldClaim): Promise<boolean> => {
    const { task } = lost.record;
    if (!isLostByOutage(lost, { claimant, reach })) return Promise.resolve(false);
    const under = taking.get(task) ?? take(task).finally(() => taking.delete(task));
    taking.set(task, under);
    return under;
  };

  const take = async (task: TaskId): Promise<boolean> => {
    const lost = claims.get(task);
    if (lost === undefined || interrupted.aborted) return false;
    if (!lost.lost) return true; // taken anew already
    const outcome = await takeClaim(claimant, wishAgain(lost.held), interrupted);
    if (outcome.kind !== 'claimed') return false;
    keep(task, outcome.held);
    return true;
  };

  return {
    of: (task) => claims.get(task),
    keep,
    drop(task) {
      const claim = claims.get(task);
      claims.delete(task);
      return claim;
    },
    takeAnew,
    wasClaimed: (task) => claimed.has(task),
    noteClaimed: (task) => void claimed.add(task),
  };
}

/** What somebody else has ended is not taken again. */
const isLostByOutage = (
  held: HeldClaim,
  { claimant, reach }: Pick<ClaimsWish, 'claimant' | 'reach'>,
): boolean =>
  reach !== undefined &&
  reach.awayMs() > 0 &&
  isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(claimant.machine));

function wishAgain({ record }: HeldClaim): ClaimWish {
  const { run, task, title, digest, agent, locks, paths, leaseS, base } = record;
  return {
    run,
    task,
    leaseS,
    ...(title === undefined ? {} : { title }),
    ...(digest === undefined ? {} : { digest }),
    ...(agent === undefined ? {} : { agent }),
    ...(base === undefined ? {} : { base }),
    paths: locks.flatMap((lock, at) => {
      const path = paths[at];
      return path === undefined ? [] : [{ lock, path }];
    }),
    lookFirst: true, // its own end, or somebody else's, stands there
  };
}
