import { splitNext } from '../../core/claim/hand-over.ts';
import { taskRef } from '../../core/claim/refs.ts';
import type { TableView } from '../../core/claim/table.ts';
import type { TaskId } from '../../core/model/ids.ts';
import type { Attempt, ClaimWish, TakeOutcome } from './claim-attempt.ts';
import type { Claimant } from './claimant.ts';
import { abandonClaim } from './clear-claims.ts';
import { observe } from './observe.ts';
import { confirm } from './send-attempt.ts';
import { takeClaim } from './take-claim.ts';
import { takeTogether } from './take-together.ts';

/** What came of each task's claim. */
export type ClaimedWave = ReadonlyMap<TaskId, TakeOutcome>;

/**
 * Claims several tasks of a run in one push; those that cannot be had with the others come each by itself. Every
 * task is claimed whole or not at all, whatever becomes of the others.
 */
export async function claimWave(claimant: Claimant, wishes: readonly ClaimWish[]): Promise<ClaimedWave> {
  const { together, later } = splitNext({ ending: [], next: wishes.map(withRefs) });
  const outcomes = new Map<TaskId, TakeOutcome>();
  const taking = await takeTogether(claimant, together);
  await Promise.all([...taking].map(async ([{ task }, taken]) => outcomes.set(task, await taken)));
  for (const wish of later) outcomes.set(wish.task, await takeClaim(claimant, wish));
  return outcomes;
}

/** A wish with the names that it moves. */
export const withRefs = (wish: ClaimWish) => ({
  ...wish,
  taskRef: taskRef(wish.run, wish.task),
  locks: wish.paths.map(({ lock }) => lock),
});

export async function confirmAll(claimant: Claimant, attempts: readonly Attempt[]): Promise<ClaimedWave> {
  const claimed = new Map<TaskId, TakeOutcome>();
  for (const { held } of attempts) claimed.set(held.record.task, await confirm(claimant, held));
  return claimed;
}

/**
 * What became of claims that were sent together: those that are whole are held, of all others it is made sure that
 * nothing of them is there or can land any more. `uncertain`: the request may still arrive.
 */
export async function settleAttempts(
  claimant: Claimant,
  attempts: readonly Attempt[],
  { uncertain }: { readonly uncertain: boolean },
): Promise<ClaimedWave> {
  const look = await observe(claimant, {
    locks: [...new Set(attempts.flatMap(({ held }) => held.record.locks))],
    taskRefs: attempts.map(({ held }) => held.taskRef),
  });
  const claimed = new Map<TaskId, TakeOutcome>();
  for (const { held } of attempts) {
    const seen = look.ok ? seenLocks(look.value.view, held) : undefined;
    if (seen?.isTip && seen.locks.length === held.record.locks.length) {
      claimed.set(held.record.task, await confirm(claimant, held));
      continue;
    }
    const isThere = seen === undefined || seen.isTip || seen.locks.length > 0;
    const settled = (!isThere && !uncertain) || (await abandonClaim(claimant, held, seen?.locks ?? []));
    if (settled) await claimant.memory.forget(held.claim);
    else claimed.set(held.record.task, { kind: 'unknown', detail: 'an earlier sending may still arrive' });
  }
  return claimed;
}

const seenLocks = (view: TableView, held: Attempt['held']) => ({
  isTip: view.tasks.get(held.taskRef)?.tip === held.anchor,
  locks: held.record.locks.filter((lock) => view.locks.get(lock)?.anchor === held.anchor),
});
