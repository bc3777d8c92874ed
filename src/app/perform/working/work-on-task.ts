import type { AgentId, TaskId } from '../../../core/model/ids.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import type { AgentOutput } from '../../../core/run/agent-output.ts';
import type { RunHappening, WorkEnd } from '../../../core/run/run-event.ts';
import type { AgentEnd } from '../../ports/agents.ts';
import type { Collected, Worktree } from '../../ports/worktrees.ts';
import { type RunContext, type TaskWork, taskOf, workOf } from '../run-context.ts';
import { hasToStay, keepAside } from './keep-aside.ts';
import { keepWork } from './keep-work.ts';
import { markCheckout, noteWork } from './note-work.ts';
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
  const first = await workInFresh(working, work, '');
  // Somebody else's agent may have removed it: that is no try of this one.
  if (!first.vanished) return ended(first.end, first.usd);
  const { end, usd } = await workInFresh(working, work, 'b');
  return ended(end, first.usd + usd);
}

async function workInFresh(working: Working, work: TaskWork, mark: string): Promise<Worked> {
  const { context, id } = working;
  delete work.made;
  const { claim } = work;
  if (claim === undefined || work.stopped) return { end: { kind: 'stopped' }, usd: 0 };
  work.basedOn = context.result.tip;
  // the number of the try must survive where a long name is cut
  const name = `${id}`.replaceAll('_', '-').slice(0, 34);
  if (context.board.removals.size >= MOST_REMOVALS) await Promise.race(context.board.removals); // the disk is not endless
  const made = await context.worktrees.make({
    commit: work.basedOn,
    name: `${name}-${work.tries}${mark}`,
    claim: claim.held.claim,
    shows: claim.held.record.paths,
    work: { run: context.plan.run, task: id },
  });
  if (!made.ok)
    return { end: { kind: 'failed', problem: made.problem, mayPass: true, fault: 'world' }, usd: 0 };
  const { worktree } = made;
  try {
    const worked = await workIn(working, worktree, work);
    if (worked.stays) context.board.stays.set(id, await worktree.leave());
    return worked;
  } finally {
    if (!context.board.stays.has(id)) removeLater(context, worktree);
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

interface Worked {
  readonly end: WorkEnd;
  readonly usd: number;
  /** Its folder was gone when the agent had ended, and with it what it had made. */
  readonly vanished?: boolean;
  /** Something in its folder could be brought nowhere else. */
  readonly stays?: boolean;
}

async function workIn(working: Working, worktree: Worktree, work: TaskWork): Promise<Worked> {
  const { context, id } = working;
  const prepared = await prepareWorktree(context, { worktree, label: `${id}-${work.tries}-setup` });
  if (prepared) return { end: { kind: 'failed', problem: prepared, mayPass: false, fault: 'world' }, usd: 0 };
  const before = await markCheckout(context, id);
  const run = await startAgent({ ...working, worktree, work });
  const output = await run.exchange.readOutput();
  const collected = await worktree.collect();
  const usd = output?.usd ?? 0;
  const stays = hasToStay(collected);
  if (!collected.ok) {
    const { problem } = collected;
    const vanished = problem.code === 'no-worktree' && !work.stopped;
    const fault = problem.code === 'no-worktree' ? 'agent' : 'world';
    return { end: { kind: 'failed', problem, mayPass: false, fault }, usd, vanished, stays };
  }
  const missing = await keepAside(context, id, collected);
  work.made = collected;
  await noteWork(context, id, { made: collected, before });
  work.settled = worktree.settled;
  work.summary = output?.summary || collected.messages.join('\n\n').slice(0, 4_000);
  work.outputs = output?.outputs ?? {};
  const judged = judge(working, run.end, {
    work,
    isEmpty: missing === undefined && isEmpty(working, collected, output),
  });
  const end: WorkEnd =
    missing === undefined || judged.kind !== 'ready'
      ? judged
      : { kind: 'failed', problem: missing, mayPass: false, fault: 'agent' };
  // What an agent that failed or was stopped has written is not published, and not lost.
  if (end.kind !== 'ready') await keepWork(context, id);
  return { end, usd, stays };
}

/** Paths were to be written, and there is neither a change nor a word: an agent that gave up says nothing else. */
const isEmpty = (
  { context, id }: Working,
  { changed }: Extract<Collected, { ok: true }>,
  output: AgentOutput | undefined,
): boolean =>
  taskOf(context, id).writes.length > 0 &&
  changed.length === 0 &&
  (output === undefined || (output.summary === '' && Object.keys(output.outputs).length === 0));

/**
 * Exit code 0 is a result: a change, an output, or nothing where nothing was to be written. A claim that was lost
 * meanwhile is publishing's to judge.
 */
function judge(
  { context, id, agent }: Working,
  end: AgentEnd,
  { work, isEmpty }: { readonly work: TaskWork; readonly isEmpty: boolean },
): WorkEnd {
  if (work.claim?.lost) return { kind: 'ready' };
  const log = work.log ?? '';
  const failed = (
    problem: Problem,
    more: { readonly mayPass: boolean; readonly fault: 'agent' | 'start' },
  ): WorkEnd => ({ kind: 'failed', problem, ...more });
  switch (end.kind) {
    case 'exited': {
      if (end.code === 0 && !isEmpty) return { kind: 'ready' };
      if (end.code === 0) {
        const empty = problemOf('empty-result', { task: id, log, lines: end.lastLines });
        return failed(empty, { mayPass: false, fault: 'agent' });
      }
      const data = { task: id, code: end.code, log, lines: end.lastLines };
      return failed({ code: 'task-failed', severity: 'error', data }, { mayPass: true, fault: 'agent' });
    }
    case 'signalled': {
      const data = { task: id, signal: end.signal, log, lines: end.lastLines };
      return failed({ code: 'task-failed', severity: 'error', data }, { mayPass: true, fault: 'agent' });
    }
    case 'timed-out': {
      const seconds = Math.round(timeoutMinutes(context, taskOf(context, id), agent) * 60);
      const data = { task: id, seconds, log, lines: end.lastLines };
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
