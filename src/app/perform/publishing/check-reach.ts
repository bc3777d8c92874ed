import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { findBeyond, judgeReach } from '../../../core/run/judge-reach.ts';
import type { With } from '../run-context.ts';
import { taskOf } from '../run-ground.ts';
import type { FinishedWork } from './finished-work.ts';

/**
 * Whether the work goes so far beyond its task that a person has to agree before it is published. It is kept then, so
 * that the same work can be published later, and the problem says where it is.
 */
export async function checkReach(
  context: With<'keeping' | 'leavings' | 'plan' | 'publishing'>,
  { id, made, isAccepted }: FinishedWork,
): Promise<Problem | undefined> {
  const { keeping, plan, publishing, leavings } = context;
  if (isAccepted) return undefined;
  const beyond = findBeyond(taskOf(context, id).writes, made);
  if (beyond.deleted.length + beyond.paths.length === 0) return undefined;
  const [ours, different] = await Promise.all([
    publishing.changedPaths(plan.base, plan.head),
    publishing.changedPaths(plan.base, made.tree),
  ]);
  const reach = judgeReach(beyond, { ours, different });
  if (reach === undefined) return undefined;
  await keeping.keep(id, { awaits: 'agreement' });
  // the problem says it
  leavings.note(
    id,
    (leavings.notes.get(id) ?? []).filter(({ code }) => code !== 'outside-task'),
  );
  const kept = leavings.kept.get(id) ?? '';
  const data = { task: id, ...reach, kept, folder: publishing.folder };
  return problemOf('beyond-task', data);
}
