import type { Oid } from '../../../core/model/ids.ts';
import type { RunHappening } from '../../../core/run/run-event.ts';
import { retryBudgetOf } from '../../claim/retry-budget.ts';
import type { RefUpdate } from '../../ports/ref-store.ts';
import type { With } from '../run-context.ts';
import type { BranchEnd } from './branch-end.ts';
import { planMessage, readPlanMessage, shownAt } from './plan-commit.ts';
import { keepsMoving, sendMoves } from './send-moves.ts';

const MOST_TRIES = 4;

type Finishes = With<
  | 'branch'
  | 'branchMover'
  | 'claimant'
  | 'interruption'
  | 'plan'
  | 'planFile'
  | 'planMark'
  | 'publishing'
  | 'result'
>;

/**
 * The end of a run: the branch moves once. Where all tasks are done the plan ref says so in the same transaction;
 * otherwise it stays open, and the next start goes on from there. An interrupted run moves nothing.
 */
export async function finishRun(
  context: Finishes & With<'ending' | 'publishQueue' | 'removals' | 'tests'>,
  allDone: boolean,
): Promise<RunHappening> {
  const { ending, interruption, publishQueue, removals, tests } = context;
  try {
    await publishQueue.idle();
    if (!interruption.signal.aborted) ending.say(await moveAll(context, allDone));
  } finally {
    await tests.close();
    await removals.all();
  }
  return { kind: 'finished' };
}

async function moveAll(context: Finishes, allDone: boolean): Promise<BranchEnd> {
  const { result } = context;
  const finish = async (to: Oid): Promise<readonly RefUpdate[]> => (allDone ? finished(context, to) : []);
  return result.tip === result.head ? endUnchanged(context, finish) : context.branchMover.move(finish);
}

/** No task has changed anything: there is no result to show, only a plan that is over. */
async function endUnchanged(
  context: Finishes,
  finish: (to: Oid) => Promise<readonly RefUpdate[]>,
): Promise<BranchEnd> {
  const retryBudget = retryBudgetOf(context.claimant, context.interruption.signal);
  for (let refusals = 0; refusals < MOST_TRIES; ) {
    const updates = await finish(context.result.tip);
    if (updates.length === 0) return { kind: 'nothing' };
    const sent = await sendMoves(context, updates, retryBudget);
    if (sent.kind === 'applied') return { kind: 'nothing' };
    if (sent.kind === 'failed') return { kind: 'nothing', unmarked: sent.problem };
    if (sent.kind === 'refused') refusals++;
  }
  return { kind: 'nothing', unmarked: keepsMoving(context) };
}

/** What makes the plan ref say that the run is over; nothing where it says so already. */
async function finished(context: Finishes, to: Oid): Promise<readonly RefUpdate[]> {
  const { claimant, publishing, plan, planMark } = context;
  if (await saysFinished(context, to)) return [];
  const commit = await publishing.commitFile({
    name: 'plan.json',
    bytes: context.planFile,
    parents: [planMark.tip],
    message: planMessage({
      run: plan.run,
      state: 'finished',
      at: claimant.machine.now().wall,
      head: plan.head,
      result: to,
      ...shownAt(context.branch),
    }),
  });
  return [{ ref: planMark.ref, expect: planMark.tip, to: commit }];
}

/**
 * Looks where the plan ref is now: somebody who joined this run may have ended it, or an earlier sending of ours has
 * landed. It counts only with a result that this one contains; another value is taken over.
 */
async function saysFinished(
  { claimant, publishing, planMark }: With<'claimant' | 'publishing' | 'planMark'>,
  to: Oid,
): Promise<boolean> {
  const listed = await claimant.store.list([planMark.ref]);
  const tip = listed.ok ? listed.value.get(planMark.ref) : undefined;
  if (tip === undefined) return false;
  planMark.seen(tip);
  const sight = (await claimant.store.read([tip])).get(tip);
  const said = sight?.kind === 'commit' ? readPlanMessage(sight.message) : undefined;
  if (said?.state !== 'finished' || said.result === undefined) return false;
  return publishing.contains({ commit: said.result, in: to });
}
