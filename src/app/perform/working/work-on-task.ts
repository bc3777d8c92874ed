import { addCost, type Cost, costOf, NO_COST } from '../../../core/agents/cost.ts';
import type { AgentId, TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { RunHappening, WorkEnd } from '../../../core/run/run-event.ts';
import type { Collected, Worktree } from '../../ports/worktrees.ts';
import { type RunContext, type TaskWork, workOf } from '../run-context.ts';
import { isEmpty, judgeEnd } from './judge-end.ts';
import { hasToStay, keepAside } from './keep-aside.ts';
import { keepWork } from './keep-work.ts';
import { markCheckout, noteWork } from './note-work.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { startAgent } from './start-agent.ts';
import { takeAccepted } from './take-accepted.ts';

const MOST_REMOVALS = 16;

interface Working {
  readonly context: RunContext;
  readonly id: TaskId;
  readonly agent: AgentId;
  readonly again?: Problem;
}

/** A worktree on the newest result, prepared; the agent in it; what it changed, taken out of it; the worktree on its way out. */
export async function workOnTask(working: Working): Promise<RunHappening> {
  const { context, id } = working;
  const work = workOf(context, id);
  const from = context.claimant.machine.now().monotonic;
  const ended = (end: WorkEnd, ...costs: readonly Cost[]): RunHappening => {
    const ms = context.claimant.machine.now().monotonic - from;
    return { kind: 'worked', task: id, work: end, spent: { ms, ...costs.reduce(addCost, NO_COST) } };
  };
  if (working.again === undefined && (await takeAccepted(context, id))) return ended({ kind: 'ready' });
  work.tries++;
  const first = await workInFresh(working, work);
  // Somebody else's agent may have removed it: that is no try of this one.
  if (!first.vanished) return ended(first.end, first.cost);
  const { end, cost } = await workInFresh(working, work);
  return ended(end, first.cost, cost);
}

async function workInFresh(working: Working, work: TaskWork): Promise<Worked> {
  const { context, id } = working;
  delete work.made;
  const claim = context.claims.of(id);
  if (claim === undefined || work.stopped) return { end: { kind: 'stopped' }, cost: NO_COST };
  work.basedOn = context.result.tip;
  if (context.board.removals.size >= MOST_REMOVALS) await Promise.race(context.board.removals); // the disk is not endless
  const made = await context.worktrees.make({
    commit: work.basedOn,
    kind: 'agent',
    claim: claim.held.claim,
    shows: claim.held.record.paths,
    work: { run: context.plan.run, task: id },
  });
  if (!made.ok)
    return { end: { kind: 'failed', problem: made.problem, mayPass: true, fault: 'world' }, cost: NO_COST };
  const { worktree } = made;
  let left = false;
  try {
    const worked = await workIn(working, worktree, work);
    if (worked.stays) context.board.stays.set(id, await worktree.leave());
    left = worked.stays === true;
    return worked;
  } finally {
    if (!left) await removeLater(context, worktree);
  }
}

/** Its name is free at once. The next task does not wait for the rest, the end of the run does; what a killed run leaves is the next run's to remove. */
async function removeLater({ board }: RunContext, worktree: Worktree): Promise<void> {
  await worktree.retire().catch(() => {}); // it is removed all the same
  const removal = worktree
    .remove()
    .then(
      (stays) => stays?.path,
      () => worktree.path,
    )
    .then((path) => {
      board.removals.delete(removal);
      if (path !== undefined) board.leftBehind.push(path);
    });
  board.removals.add(removal);
}

interface Worked {
  readonly end: WorkEnd;
  readonly cost: Cost;
  /** Its folder was gone when the agent had ended, and with it what it had made. */
  readonly vanished?: boolean;
  /** Something in its folder could be brought nowhere else. */
  readonly stays?: boolean;
}

async function workIn(working: Working, worktree: Worktree, work: TaskWork): Promise<Worked> {
  const { context, id } = working;
  const prepared = await prepareWorktree(context, { worktree, label: `${id}-${work.tries}-setup` });
  if (prepared)
    return {
      end: { kind: 'failed', problem: prepared.problem, mayPass: prepared.isWorld, fault: 'world' },
      cost: NO_COST,
    };
  const before = await markCheckout(context, id);
  const run = await startAgent({ ...working, worktree, work });
  const output = await run.exchange.readOutput();
  const collected = await worktree.collect();
  const cost = costOf(output, run.end.report);
  const stays = hasToStay(collected);
  if (!collected.ok) {
    const { problem } = collected;
    const vanished = problem.code === 'no-worktree' && !work.stopped;
    const fault = problem.code === 'no-worktree' ? 'agent' : 'world';
    return { end: { kind: 'failed', problem, mayPass: false, fault }, cost, vanished, stays };
  }
  const missing = await keepAside(context, id, collected);
  work.made = collected;
  await noteWork(context, id, { made: collected, before });
  work.settled = worktree.settled;
  work.summary = output?.summary || collected.messages.join('\n\n').slice(0, 4_000);
  work.outputs = output?.outputs ?? {};
  const judged = judgeEnd(working, run.end, missing === undefined && isEmpty(working, collected, output));
  const end = await complete(working, judged, { missing, collected });
  // What an agent that failed or was stopped has written is not published, and not lost.
  if (end.kind !== 'ready') await keepWork(context, id);
  return { end, cost, stays };
}

/** What is ready is no result while a part of it is missing, or the contents of large files are not where the team looks. */
async function complete(
  { context, id }: Working,
  judged: WorkEnd,
  seen: { readonly missing: Problem | undefined; readonly collected: Extract<Collected, { ok: true }> },
): Promise<WorkEnd> {
  if (judged.kind !== 'ready') return judged;
  const { missing, collected } = seen;
  if (missing !== undefined) return { kind: 'kept', problem: missing };
  const { basedOn } = workOf(context, id);
  const problem =
    basedOn === undefined || collected.changed.length === 0
      ? undefined
      : await context.largeFiles?.deliver({ from: basedOn, tree: collected.tree });
  return problem === undefined ? judged : { kind: 'failed', problem, mayPass: false, fault: 'world' };
}

/** Ends the agent of a task; its work then ends as `stopped`. */
export function stopTask(context: RunContext, id: TaskId, how: 'ask' | 'at-once' = 'ask'): void {
  const work = workOf(context, id);
  work.stopped = true;
  work.running?.stop(how);
}
