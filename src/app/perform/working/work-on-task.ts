import type { AgentId, TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import type { RunHappening, WorkEnd } from '../../../core/run/run-event.ts';
import type { AgentEnd } from '../../ports/agents.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import { type RunContext, type TaskWork, taskOf, workOf } from '../run-context.ts';
import { keepWork } from './keep-work.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { startAgent, timeoutMinutes } from './start-agent.ts';

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
  const from = context.desk.machine.now().monotonic;
  const ended = (end: WorkEnd, usd = 0): RunHappening => {
    const ms = context.desk.machine.now().monotonic - from;
    return { kind: 'worked', task: id, work: end, spent: { ms, usd } };
  };
  work.tries++;
  delete work.made;
  const { claim } = work;
  if (claim === undefined || work.stopped) return ended({ kind: 'stopped' });
  work.basedOn = context.result.tip;
  // the number of the try must survive where a long name is cut
  const name = `${id}`.replaceAll('_', '-').slice(0, 34);
  if (context.board.removals.size >= MOST_REMOVALS) await Promise.race(context.board.removals); // the disk is not endless
  const made = await context.worktrees.make({
    commit: work.basedOn,
    name: `${name}-${work.tries}`,
    claim: claim.held.claim,
    work: { run: context.plan.run, task: id },
  });
  if (!made.ok) return ended({ kind: 'failed', problem: made.problem, mayPass: true, fault: 'world' });
  const { worktree } = made;
  try {
    const { end, usd } = await workIn(working, worktree, work);
    return ended(end, usd);
  } finally {
    removeLater(context, worktree);
  }
}

/** The next task does not wait for it, the end of the run does; what a killed run leaves is the next run's to remove. */
function removeLater({ board }: RunContext, worktree: Worktree): void {
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

async function workIn(
  working: Working,
  worktree: Worktree,
  work: TaskWork,
): Promise<{ readonly end: WorkEnd; readonly usd: number }> {
  const { context, id } = working;
  const prepared = await prepareWorktree(context, { worktree, label: `${id}-${work.tries}-setup` });
  if (prepared) return { end: { kind: 'failed', problem: prepared, mayPass: false, fault: 'world' }, usd: 0 };
  const run = await startAgent({ ...working, worktree, work });
  const output = await run.exchange.readOutput();
  const collected = await worktree.collect();
  const usd = output?.usd ?? 0;
  if (!collected.ok)
    return { end: { kind: 'failed', problem: collected.problem, mayPass: false, fault: 'agent' }, usd };
  work.made = collected;
  work.settled = worktree.settled;
  work.summary = output?.summary || collected.messages.join('\n\n').slice(0, 4_000);
  work.outputs = output?.outputs ?? {};
  const end = judge(working, run.end, work);
  // What an agent that failed or was stopped has written is not published, and not lost.
  if (end.kind !== 'ready') await keepWork(context, id);
  return { end, usd };
}

/** Exit code 0 is a result, with or without a change. A claim that was lost meanwhile is publishing's to judge. */
function judge({ context, id, agent }: Working, end: AgentEnd, work: TaskWork): WorkEnd {
  if (work.claim?.lost) return { kind: 'ready' };
  const log = work.log ?? '';
  const failed = (
    problem: Problem,
    more: { readonly mayPass: boolean; readonly fault: 'agent' | 'start' },
  ): WorkEnd => ({ kind: 'failed', problem, ...more });
  switch (end.kind) {
    case 'exited': {
      if (end.code === 0) return { kind: 'ready' };
      const data = { task: id, code: end.code, log };
      return failed({ code: 'task-failed', severity: 'error', data }, { mayPass: true, fault: 'agent' });
    }
    case 'signalled': {
      const data = { task: id, signal: end.signal, log };
      return failed({ code: 'task-failed', severity: 'error', data }, { mayPass: true, fault: 'agent' });
    }
    case 'timed-out': {
      const data = { task: id, minutes: timeoutMinutes(context, taskOf(context, id), agent), log };
      return failed({ code: 'task-timed-out', severity: 'error', data }, { mayPass: false, fault: 'agent' });
    }
    case 'stopped':
      return { kind: 'stopped' };
    case 'not-started': {
      const code = end.why === 'not-executable' ? 'command-not-executable' : 'command-missing';
      const data = { task: id, detail: end.detail };
      return failed({ code, severity: 'error', data }, { mayPass: false, fault: 'start' });
    }
    default:
      return unreachable(end);
  }
}

/** Ends the agent of a task; its work then ends as `stopped`. */
export function stopTask(context: RunContext, id: TaskId, how: 'ask' | 'at-once' = 'ask'): void {
  const work = workOf(context, id);
  work.stopped = true;
  work.running?.stop(how);
}
