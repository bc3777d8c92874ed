import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { nameAwaiting } from '../../../core/run/find-awaiting.ts';
import { makeMessage } from '../publishing/make-message.ts';
import { lineOf, type RunContext, type TaskWork, taskOf, workOf } from '../run-context.ts';

/**
 * Keeps what a task has written but may not publish, under a name in the private repository, and says so at the end
 * unless a later try is published. The commit; `undefined`: there is nothing to keep.
 */
export async function keepWork(
  context: RunContext,
  id: TaskId,
  why: { readonly awaits?: 'agreement' } = {},
): Promise<Oid | undefined> {
  const work = workOf(context, id);
  const { made, basedOn, kept } = work;
  const claim = context.claims.of(id);
  if (made === undefined || made.changed.length === 0 || basedOn === undefined) return undefined;
  if (kept?.made === made) return noteKept(context, id, kept);
  const task = taskOf(context, id);
  const message = makeMessage({
    task,
    messages: made.messages,
    lines: claim === undefined ? [] : [lineOf(context, id, claim.held)],
  });
  const at = context.claimant.machine.now().wall;
  const commit = await context.publishing.commit({ tree: made.tree, parents: [basedOn], message, at });
  const stamp = context.claimant.machine.randomHex(4);
  const name = why.awaits === undefined ? `${id}-${stamp}` : nameAwaiting(id, stamp);
  const ref = await context.publishing.keep(`${context.plan.run}/${name}`, commit);
  work.kept = { made, commit, ref };
  return noteKept(context, id, work.kept);
}

async function noteKept(
  context: RunContext,
  id: TaskId,
  { commit, ref }: NonNullable<TaskWork['kept']>,
): Promise<Oid> {
  context.board.kept.set(id, ref);
  await forgetUnsettled(workOf(context, id));
  return commit;
}

/** What became of a task's work is known: a next run need not look for it. */
export async function forgetUnsettled(work: TaskWork): Promise<void> {
  const { settled } = work;
  delete work.settled;
  await settled?.();
}
