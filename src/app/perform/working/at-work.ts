import type { TaskId } from '../../../core/model/ids.ts';
import type { RunningAgent } from '../../ports/agents.ts';
import type { AgentExchange } from '../../ports/exchange.ts';

/** The agents that are at work now, and what they can be told. */
export interface AtWork {
  /** A task is to be worked on: that it was stopped before does not count any more. */
  allow(task: TaskId): void;
  /** Ends the agent of a task; one that has not started yet does not start. Its work then ends as `stopped`. */
  stop(task: TaskId): void;
  isStopped(task: TaskId): boolean;
  /** It can be told things before it runs. */
  opened(task: TaskId, exchange: AgentExchange): void;
  started(task: TaskId, running: RunningAgent): void;
  ended(task: TaskId): void;
  /** Its claim is somebody else's: whoever works on after that works for nothing. */
  lose(task: TaskId, news: Parameters<AgentExchange['notify']>[0]): void;
  /** Who can be told something, by task. */
  exchanges(): readonly (readonly [TaskId, AgentExchange])[];
}

export function atWork(): AtWork {
  const stopped = new Set<TaskId>();
  const open = new Map<TaskId, AgentExchange>();
  const agents = new Map<TaskId, RunningAgent>();
  return {
    allow: (task) => void stopped.delete(task),
    stop(task) {
      stopped.add(task);
      agents.get(task)?.stop('ask');
    },
    isStopped: (task) => stopped.has(task),
    opened: (task, exchange) => void open.set(task, exchange),
    started(task, running) {
      agents.set(task, running);
      if (stopped.has(task)) running.stop('ask'); // it was stopped while it was being prepared
    },
    ended(task) {
      agents.delete(task);
      open.delete(task);
    },
    lose(task, news) {
      void open.get(task)?.notify(news);
      agents.get(task)?.stop('ask');
    },
    exchanges: () => [...open],
  };
}
