import { addCost, type Cost, costOf, NO_COST } from '../../../core/agents/cost.ts';
import type { AgentId, Oid, TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { RunHappening, WorkEnd } from '../../../core/run/run-event.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import type { With } from '../run-context.ts';
import { isEmpty, judgeEnd } from './judge-end.ts';
import { judgeOutputs } from './judge-outputs.ts';
import { hasToStay, keepAside } from './keep-aside.ts';
import { markCheckout, noteWork } from './note-work.ts';
import { type Starts, startAgent } from './start-agent.ts';
import { takeAccepted } from './take-accepted.ts';

type Works = Starts &
  With<
    'accept' | 'commands' | 'removals' | 'watchedCheckout' | 'worktrees' | 'keeping' | 'leavings' | 'pieces'
  >;

interface Working {
  readonly context: Works;
  readonly id: TaskId;
  readonly agent: AgentId;
  readonly again?: Problem;
}

/** A worktree on the newest result, prepared; the agent in it; what it changed, taken out of it; the worktree on its way out. */
export async function workOnTask(working: Working): Promise<RunHappening> {
  const { context, id } = working;
  const from = context.claimant.machine.now().monotonic;
  const ended = (end: WorkEnd, ...costs: readonly Cost[]): RunHappening => {
    const ms = context.claimant.machine.now().monotonic - from;
    return { kind: 'worked', task: id, work: end, spent: { ms, ...costs.reduce(addCost, NO_COST) } };
  };
  if (working.again === undefined && (await takeAccepted(context, id))) return ended({ kind: 'ready' });
  context.tries.begin(id);
  const first = await workInFresh(working);
  // Somebody else's agent may have removed it: that is no try of this one.
  if (!first.vanished) return ended(first.end, first.cost);
  const { end, cost } = await workInFresh(working);
  return ended(end, first.cost, cost);
}

async function workInFresh(working: Working): Promise<Worked> {
  const { context, id } = working;
  const { atWork, claims, leavings, pieces, plan, removals, result, worktrees } = context;
  pieces.drop(id);
  const claim = claims.of(id);
  if (claim === undefined || atWork.isStopped(id)) return { end: { kind: 'stopped' }, cost: NO_COST };
  const basedOn = result.tip;
  await removals.room();
  const made = await worktrees.make({
    commit: basedOn,
    kind: 'agent',
    claim: claim.held.claim,
    shows: claim.held.record.paths,
    work: { run: plan.run, task: id },
  });
  if (!made.ok)
    return { end: { kind: 'failed', problem: made.problem, mayPass: true, fault: 'world' }, cost: NO_COST };
  const { worktree } = made;
  let left = false;
  try {
    const worked = await workIn(working, worktree, basedOn);
    if (worked.stays) leavings.stay(id, await worktree.leave());
    left = worked.stays === true;
    return worked;
  } finally {
    if (!left) await removals.removeLater(worktree);
  }
}

interface Worked {
  readonly end: WorkEnd;
  readonly cost: Cost;
  /** Its folder was gone when the agent had ended, and with it what it had made. */
  readonly vanished?: boolean;
  /** Something in its folder could be brought nowhere else. */
  readonly stays?: boolean;
}

async function workIn(working: Working, worktree: Worktree, basedOn: Oid): Promise<Worked> {
  const { context, id } = working;
  const prepared = await context.commands.setUp(worktree, `${id}-${context.tries.count(id)}-setup`);
  if (prepared)
    return {
      end: { kind: 'failed', problem: prepared.problem, mayPass: prepared.isWorld, fault: 'world' },
      cost: NO_COST,
    };
  const before = await markCheckout(context, id);
  const run = await startAgent({ ...working, worktree, basedOn });
  const output = await run.exchange.readOutput();
  const collected = await worktree.collect();
  const cost = costOf(output, run.end.report);
  const stays = hasToStay(collected);
  if (!collected.ok) {
    const { problem } = collected;
    const vanished = problem.code === 'no-worktree' && !context.atWork.isStopped(id);
    const fault = problem.code === 'no-worktree' ? 'agent' : 'world';
    return { end: { kind: 'failed', problem, mayPass: false, fault }, cost, vanished, stays };
  }
  const missing = await keepAside(context, id, collected);
  await noteWork(context, id, { made: collected, before });
  context.pieces.put(id, {
    made: collected,
    basedOn,
    summary: output?.summary || collected.messages.join('\n\n').slice(0, 4_000),
    outputs: output?.outputs ?? {},
    isAccepted: false,
    settled: worktree.settled,
  });
  const judged = judgeEnd(working, run.end, missing === undefined && isEmpty(working, collected, output));
  const end = complete(judgeOutputs(working, judged, output?.outputs ?? {}), missing);
  // What an agent that failed or was stopped has written is not published, and not lost.
  if (end.kind !== 'ready') await context.keeping.keep(id);
  return { end, cost, stays };
}

/** What is ready is no result while a part of it is missing. */
const complete = (judged: WorkEnd, missing: Problem | undefined): WorkEnd =>
  judged.kind === 'ready' && missing !== undefined ? { kind: 'kept', problem: missing } : judged;
