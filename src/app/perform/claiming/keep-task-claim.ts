import { isLeaseOver } from '../../../core/claim/lease.ts';
import type { TaskId } from '../../../core/model/ids.ts';
import { isoSeconds } from '../../../core/model/time.ts';
import type { ClaimWish } from '../../claim/claim-attempt.ts';
import { bootInstant, type HeldClaim } from '../../claim/claimant.ts';
import { type KeptClaim, keepRenewed } from '../../claim/keep-renewed.ts';
import { takeClaim } from '../../claim/take-claim.ts';
import { type RunContext, workOf } from '../run-context.ts';

/**
 * Renews a task's claim from now on. One that is lost to an outage alone is taken anew, and its agent works on. Whoever
 * works on after it is lost to somebody else works for nothing: its agent is told and ended.
 */
export function keepTaskClaim(context: RunContext, id: TaskId, held: HeldClaim): KeptClaim {
  const onLost = (): void => {
    const anew = isLostByOutage(context, kept.held) ? takeAnew(context, id) : Promise.resolve(false);
    void anew.catch(() => false).then((isHeld) => isHeld || tellAndStop(context, id, kept.held));
  };
  const kept = keepRenewed(context.claimant, held, { onLost });
  return kept;
}

function tellAndStop(context: RunContext, id: TaskId, { record }: HeldClaim): void {
  const work = workOf(context, id);
  const at = isoSeconds(context.claimant.machine.now().wall);
  void work.exchange?.notify({ kind: 'claim-lost', at, task: id, paths: record.paths });
  work.running?.stop('ask');
}

/**
 * Whether a claim was lost for no other reason than that its server was away for longer than its lease. What somebody
 * else has ended is not taken again.
 */
export const isLostByOutage = ({ claimant, reach }: RunContext, held: HeldClaim): boolean =>
  reach !== undefined &&
  reach.awayMs() > 0 &&
  isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(claimant.machine));

/**
 * Takes a task's paths again, as another claim, if nobody else has taken them meanwhile: what was made under the lost one
 * is then set on the newest result, tested and published like any other. True: it is held.
 */
export function takeAnew(context: RunContext, id: TaskId): Promise<boolean> {
  const work = workOf(context, id);
  work.takingAnew ??= take(context, id).finally(() => {
    delete work.takingAnew;
  });
  return work.takingAnew;
}

async function take(context: RunContext, id: TaskId): Promise<boolean> {
  const { claimant, board } = context;
  const work = workOf(context, id);
  const { claim: lost } = work;
  const { signal } = board.interruption;
  if (lost === undefined || signal.aborted) return false;
  if (!lost.lost) return true; // taken anew already
  const outcome = await takeClaim(claimant, wishAgain(lost.held), signal);
  if (outcome.kind !== 'claimed') return false;
  work.claim = keepTaskClaim(context, id, outcome.held);
  return true;
}

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
