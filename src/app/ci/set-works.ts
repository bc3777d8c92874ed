import type { Oid, TaskId } from '../../core/model/ids.ts';
import { makeMessage } from '../perform/publishing/make-message.ts';
import { linesOf, type RunGround, taskOf } from '../perform/run-ground.ts';
import type { Combined } from '../transfer/wave.ts';
import type { TakenWork } from './take-results.ts';

/** Why a result of a wave is not published with it, for whoever tries again. */
export type NotTogether =
  | 'merge-conflict'
  | 'verify-failed'
  | 'not-together'
  | 'not-the-verified-tree'
  | 'lfs-not-uploaded';

type Sets = Pick<RunGround, 'plan' | 'digests' | 'known'> & {
  readonly publishing: Pick<RunGround['publishing'], 'commit' | 'merge'>;
};

/**
 * Sets works on a result in memory, each on top of the one before, in the order of the plan: by git's own merge, which knows no
 * command of anybody's. Where a path conflicts the whole work is left out.
 */
export async function setWorks(
  sets: Sets,
  works: ReadonlyMap<TaskId, TakenWork>,
  onto: Oid,
): Promise<Combined<NotTogether>> {
  const commits = new Map<TaskId, Oid>();
  const leftOut = new Map<TaskId, NotTogether>();
  let to = onto;
  for (const { id } of sets.plan.tasks) {
    const work = works.get(id);
    if (work === undefined || work.changed.length === 0) continue;
    const set = await setOne(sets, { id, work, onto: to });
    if (set === undefined) leftOut.set(id, 'merge-conflict');
    else {
      commits.set(id, set);
      to = set;
    }
  }
  return { to, commits, leftOut };
}

async function setOne(
  sets: Sets,
  { id, work, onto }: { readonly id: TaskId; readonly work: TakenWork; readonly onto: Oid },
): Promise<Oid | undefined> {
  const { publishing } = sets;
  const { record } = work.held;
  const lines = linesOf(sets, id, record);
  const message = makeMessage({ task: taskOf(sets, id), messages: work.result.messages, lines });
  const base = record.base ?? onto;
  if (onto === base) return publishing.commit({ tree: work.tree, parents: [onto], message });
  const own = await publishing.commit({ tree: work.tree, parents: [base], message });
  const merged = await publishing.merge(onto, own);
  return merged.kind === 'clean'
    ? publishing.commit({ tree: merged.tree, parents: [onto], message })
    : undefined;
}
