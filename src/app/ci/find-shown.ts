import type { Oid } from '../../core/model/ids.ts';
import type { CiGround } from './ci-ground.ts';
import type { CiRun } from './ci-run.ts';

/** The commit that shows the result of a run by now, whoever has put it there; absent: nothing shows it. */
export async function findShown(
  { claimant, publishing }: Pick<CiGround, 'claimant' | 'publishing'>,
  { run, isOver }: { readonly run: Pick<CiRun, 'branch' | 'refs'>; readonly isOver: boolean },
): Promise<Oid | undefined> {
  const { branch, refs } = run;
  if (refs.tip === refs.head) return undefined;
  if (branch.isPatch) return isOver ? refs.tip : undefined;
  const listed = await claimant.store.list([branch.ref]);
  const at = listed.ok ? listed.value.get(branch.ref) : undefined;
  if (at === undefined || at === refs.tip) return at;
  // a branch of ours may have merged what was on it; on somebody's own what stands there now may be anything
  return !branch.isTarget && (await publishing.contains({ commit: refs.tip, in: at })) ? at : undefined;
}
