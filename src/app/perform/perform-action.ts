import { unreachable } from '../../core/model/unreachable.ts';
import type { RunAction } from '../../core/run/run-action.ts';
import type { RunHappening } from '../../core/run/run-event.ts';
import { acceptTask } from './claiming/accept-task.ts';
import { claimTask } from './claiming/claim-task.ts';
import { releaseTask } from './claiming/release-task.ts';
import { unexpectedProblem } from './describe-failure.ts';
import { finishRun } from './ending/finish-run.ts';
import { expandList } from './expanding/expand-list.ts';
import { publishTask } from './publishing/publish-task.ts';
import type { RunContext } from './run-context.ts';
import { workOnTask } from './working/work-on-task.ts';

/** Performs one action and tells how it ended. Never throws: a failure is an event too. */
export async function performAction(
  context: RunContext,
  action: RunAction,
): Promise<RunHappening | undefined> {
  try {
    return await perform(context, action);
  } catch (error) {
    return failure(context, action, error);
  }
}

async function perform(context: RunContext, action: RunAction): Promise<RunHappening | undefined> {
  switch (action.kind) {
    case 'claim':
      return claimTask(context, action);
    case 'work':
      return workOnTask({ ...action, context, id: action.task });
    case 'publish':
      return publishTask(context, action.task);
    case 'release':
      return releaseTask(context, action.task, action.why);
    case 'accept':
      return acceptTask(context, action);
    case 'expand':
      return expandList(context, action.task);
    case 'wait':
      await context.claimant.machine.sleep(action.ms, context.interruption.signal);
      return { kind: 'woke', task: action.task };
    case 'rest':
      await context.claimant.machine.sleep(action.ms, context.interruption.signal);
      return { kind: 'rested', agent: action.agent };
    case 'stop':
      context.atWork.stop(action.task);
      return undefined;
    case 'let-go':
      context.followers.letGo(action.after);
      return undefined;
    case 'finish':
      return finishRun(context, action.allDone);
    default:
      return unreachable(action);
  }
}

function failure(context: RunContext, action: RunAction, error: unknown): RunHappening | undefined {
  const problem = unexpectedProblem(error);
  switch (action.kind) {
    case 'claim':
    case 'accept':
      return { kind: 'claim-failed', task: action.task, problem, mayPass: false };
    case 'work': {
      const work = { kind: 'failed', problem, mayPass: true, fault: 'world' } as const;
      return { kind: 'worked', task: action.task, work, spent: { ms: 0, usd: 0 } };
    }
    case 'publish':
      return { kind: 'not-published', task: action.task, end: { kind: 'world', problem } };
    case 'release':
      return { kind: 'released', task: action.task };
    case 'expand':
      return { kind: 'not-expanded', task: action.task, problem };
    case 'wait':
      return { kind: 'woke', task: action.task };
    case 'rest':
      return { kind: 'rested', agent: action.agent };
    case 'stop':
    case 'let-go':
      return undefined;
    case 'finish':
      context.ending.say({ kind: 'not-moved', problem });
      return { kind: 'finished' };
    default:
      return unreachable(action);
  }
}
