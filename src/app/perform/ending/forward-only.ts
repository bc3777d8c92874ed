import type { Oid } from '../../../core/model/ids.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import type { RunGround } from '../run-ground.ts';

/**
 * Why the branch that a run is for cannot just be moved on: it is gone, or somebody has pushed to it. Nothing is merged
 * there, and nothing regenerated: that is for whoever works on it. `undefined`: it can, or it has all of it already.
 */
export async function whyNotForward(
  {
    branch,
    publishing,
    claimant,
  }: Pick<RunGround, 'branch' | 'publishing'> & {
    readonly claimant: { readonly store: Pick<RunGround['claimant']['store'], 'table'> };
  },
  { at, onto }: { readonly at: Oid | undefined; readonly onto: Oid },
): Promise<Problem | undefined> {
  const { table } = claimant.store;
  const notForward = (why: 'gone' | 'moved'): Problem =>
    problemOf('head-not-moved', { branch: shortBranch(branch.ref), table, why });
  if (at === undefined) return notForward('gone');
  const isInLine =
    (await publishing.contains({ commit: at, in: onto })) ||
    (await publishing.contains({ commit: onto, in: at }));
  return isInLine ? undefined : notForward('moved');
}
