import { groupByPush, splitNext } from '../../../core/claim/hand-over.ts';
import type { ClaimWish, TakeOutcome } from '../../claim/claim-attempt.ts';
import { withRefs } from '../../claim/claim-wave.ts';
import { takeClaim } from '../../claim/take-claim.ts';
import { takeTogether } from '../../claim/take-together.ts';
import type { Asked } from '../gathering.ts';
import type { With } from '../run-context.ts';

/** Takes a task's claim, in one push with those of all other tasks that are ready at the same time. */
export function claimTogether(
  context: With<'claimant' | 'claimQueue' | 'interruption'>,
  wish: ClaimWish,
): Promise<TakeOutcome> {
  return context.claimQueue.add(wish, (batch) => takeAll(context, batch));
}

async function takeAll(
  { claimant, interruption }: With<'claimant' | 'interruption'>,
  batch: readonly Asked<ClaimWish, TakeOutcome>[],
): Promise<void> {
  const { signal } = interruption;
  const next = batch.map((asked) => ({ ...withRefs(asked.item), asked }));
  const { together, later } = splitNext({ ending: [], next });
  for (const { asked } of later) asked.answer(takeClaim(claimant, asked.item, signal));
  for (const group of groupByPush(together, ({ locks }) => locks.length)) {
    const wishes = group.map(({ asked }) => asked.item);
    const taking = await takeTogether(claimant, wishes, signal);
    for (const { asked } of group) {
      const taken = taking.get(asked.item);
      if (taken) asked.answer(taken);
    }
  }
}
