import type { AgentOutput } from '../../../core/agents/agent-output.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import type { WorkEnd } from '../../../core/run/run-event.ts';
import type { AgentEnd } from '../../ports/agents.ts';
import type { CollectedWork } from '../../ports/worktrees.ts';
import { taskOf } from '../run-ground.ts';
import { type Ended, logOf, refusedForGood, refusedWork, unseenBy } from './judge-refusal.ts';
import { timeoutMinutes } from './start-agent.ts';

/** Paths were to be written, and there is neither a change nor a word: an agent that gave up says nothing else. */
export const isEmpty = (
  { context, id }: Ended,
  { changed }: CollectedWork,
  output: AgentOutput | undefined,
): boolean =>
  taskOf(context, id).writes.length > 0 &&
  changed.length === 0 &&
  (output === undefined || (output.summary === '' && Object.keys(output.outputs).length === 0));

/**
 * Exit code 0 is a result: a change, an output, or nothing where nothing was to be written. A claim that was lost
 * meanwhile is publishing's to judge.
 */
export function judgeEnd({ context, id, agent }: Ended, end: AgentEnd, nothingMade: boolean): WorkEnd {
  if (context.claims.of(id)?.lost) return { kind: 'ready' };
  const said = { task: id, log: logOf(context, id), lines: end.lastLines, ...unseenBy(end) };
  const failed = (
    problem: Problem,
    more: { readonly mayPass: boolean; readonly fault: 'agent' | 'start' },
  ): WorkEnd => ({ kind: 'failed', problem, ...more });
  switch (end.kind) {
    case 'exited': {
      const refused = refusedWork(
        { context, id, agent },
        { end, code: end.code, madeSomething: !nothingMade },
      );
      if (refused !== undefined && !context.accept.has(id)) return refused;
      if (end.code === 0 && !nothingMade) return { kind: 'ready' };
      if (end.code === 0) {
        if (context.accept.has(id)) return { kind: 'ready' }; // a person takes that for done
        return { kind: 'empty', problem: problemOf('empty-result', said) };
      }
      const data = { ...said, code: end.code };
      return failed({ code: 'task-failed', data }, { mayPass: true, fault: 'agent' });
    }
    case 'signalled': {
      const data = { ...said, signal: end.signal };
      return failed({ code: 'task-failed', data }, { mayPass: true, fault: 'agent' });
    }
    case 'timed-out': {
      const refused = refusedForGood({ context, id, agent }, end);
      if (refused !== undefined) return refused;
      const seconds = Math.round(timeoutMinutes(context, taskOf(context, id), agent) * 60);
      const data = { ...said, seconds };
      return failed({ code: 'task-timed-out', data }, { mayPass: false, fault: 'agent' });
    }
    case 'stopped':
      return { kind: 'stopped' };
    case 'not-started': {
      const code = end.why === 'not-executable' ? 'command-not-executable' : 'command-missing';
      const data = { task: id, detail: end.detail };
      return failed({ code, data }, { mayPass: false, fault: 'start' });
    }
    default:
      return unreachable(end);
  }
}
