import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { makeMessage } from '../publishing/make-message.ts';
import { type RunContext, type TaskWork, taskOf, workOf } from '../run-context.ts';

/**
 * Keeps what a task has written but may not publish, under a name in the private repository, and says so at the end
 * unless a later try is published. The commit; `undefined`: there is nothing to keep.
 */
export async function keepWork(context: RunContext, id: TaskId): Promise<Oid | undefined> {
  const { made, basedOn, claim } = workOf(context, id);
  if (made === undefined || made.changed.length === 0 || basedOn === undefined) return undefined;
  const task = taskOf(context, id);
  const message = makeMessage({
    task,
    messages: made.messages,
    run: context.plan.run,
    claim: claim?.held.claim,
  });
  const at = context.desk.machine.now().wall;
  const commit = await context.publishing.commit({ tree: made.tree, parents: [basedOn], message, at });
  const stamp = context.desk.machine.randomHex(4);
  const ref = await context.publishing.keep(`${context.plan.run}/${id}-${stamp}`, commit);
  context.board.kept.set(id, ref);
  await settleWork(workOf(context, id));
  return commit;
}

/** What became of a task's work is known: a next run need not look for it. */
export async function settleWork(work: TaskWork): Promise<void> {
  const { settled } = work;
  delete work.settled;
  await settled?.();
}
