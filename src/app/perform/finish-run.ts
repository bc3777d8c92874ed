import type { Oid } from '../../core/model/ids.ts';
import type { RunHappening } from '../../core/run/run-event.ts';
import type { RefUpdate } from '../ports/ref-store.ts';
import { moveBranch } from './move-branch.ts';
import { planMessage, readPlanMessage } from './plan-commit.ts';
import type { BranchEnd, RunContext } from './run-context.ts';
import { removeVerifyWorktree } from './verify-tree.ts';

/**
 * The end of a run: the branch moves once. Where all tasks are done the plan ref says so in the same transaction;
 * otherwise it stays open, and the next start goes on from there. An interrupted run moves nothing.
 */
export async function finishRun(context: RunContext, allDone: boolean): Promise<RunHappening> {
  const { board } = context;
  try {
    await board.publishing;
    if (!board.interruption.signal.aborted) board.branchMoved = await moveAll(context, allDone);
  } finally {
    await removeVerifyWorktree(context);
  }
  return { kind: 'finished' };
}

async function moveAll(context: RunContext, allDone: boolean): Promise<BranchEnd> {
  const { result, publishing, plan, desk } = context;
  const finished = async (to: Oid): Promise<readonly RefUpdate[]> => {
    if (!allDone || (await isFinished(context))) return [];
    const commit = await publishing.commitFile({
      name: 'plan.json',
      bytes: JSON.stringify(plan),
      parents: [result.planTip],
      message: planMessage({ run: plan.run, state: 'finished', result: to }),
    });
    return [{ ref: result.planRef, expect: result.planTip, to: commit }];
  };
  if (result.tip !== result.head) return moveBranch(context, finished);
  // No task has changed anything: there is no result to show, only a plan that is over.
  const updates = await finished(result.tip);
  if (updates.length > 0) await desk.store.commit({ updates, objects: [] });
  return { kind: 'nothing' };
}

/** Somebody who joined this run may have ended it; another value of the plan ref that does not say so is taken over. */
async function isFinished({ desk, result }: RunContext): Promise<boolean> {
  const listed = await desk.store.list([result.planRef]);
  const tip = listed.ok ? listed.value.get(result.planRef) : undefined;
  if (tip === undefined || tip === result.planTip) return false;
  result.planTip = tip;
  const sight = (await desk.store.read([tip])).get(tip);
  return sight?.kind === 'commit' && readPlanMessage(sight.message)?.state === 'finished';
}
