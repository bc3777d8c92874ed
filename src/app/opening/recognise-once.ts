import type { TaskId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Recognised } from '../../core/run/recognise-tasks.ts';
import type { Claimant } from '../claim/claimant.ts';
import type { RecogniseMore } from '../perform/run-ground.ts';
import type { Ground } from './choose-ground.ts';
import { endLeft, type LeftClaim } from './clear-other-runs.ts';
import { type RecogniseWish, recognise } from './recognise.ts';

type Seen = Omit<RecogniseWish, 'plan' | 'ground' | 'left'> & {
  readonly claimant: Claimant;
  /** What does not fit together is looked at again. */
  readonly mayBeTorn: boolean;
};

/** Which tasks need not be done, where what was seen fits together. */
export async function recogniseOnce(
  { claimant, mayBeTorn, ...seen }: Seen,
  of: { readonly plan: Plan; readonly ground: Ground; readonly left: readonly LeftClaim[] },
): Promise<ReadonlyMap<TaskId, Recognised> | 'look-again'> {
  const { known, isTorn } = await recognise({ ...of, ...seen });
  if (isTorn && mayBeTorn) return 'look-again';
  // what was done elsewhere must not be published once more by who was killed here: that may still be under way
  const needless = of.left.filter(({ tip }) => known.has(tip.task));
  if (needless.length === 0) return known;
  await endLeft(claimant, needless);
  return 'look-again';
}

/** The same of tasks that are made while the run goes on, by what was seen when it was opened; what moved since is met when they are claimed. */
export const recogniseLater =
  (seen: Omit<RecogniseWish, 'plan' | 'digests'>): RecogniseMore =>
  async (plan, digests) =>
    (await recognise({ ...seen, plan, digests })).known;
