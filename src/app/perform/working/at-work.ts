import type { Oid, RepoPath, TaskId } from '../../../core/model/ids.ts';
import { isoSeconds } from '../../../core/model/time.ts';
import { matchPaths } from '../../../core/paths/match-paths.ts';
import type { RunningAgent } from '../../ports/agents.ts';
import type { AgentExchange } from '../../ports/exchange.ts';
import { type RunGround, taskOf } from '../run-ground.ts';

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
  /** Whether anybody can be told something. */
  readonly hearsNews: boolean;
  /** Tells every agent at work that relies on one of the changed files: it reads it, writes it, or is about it. */
  tell(news: News): Promise<void>;
}

/** What has changed: by a task of this run, or, without one, because a branch that the run stands on has moved. */
export interface News {
  readonly task?: TaskId;
  readonly commit: Oid;
  readonly changed: readonly RepoPath[];
}

const MOST_PATHS = 100;

export function atWork({ plan, claimant }: Pick<RunGround, 'plan' | 'claimant'>): AtWork {
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
    get hearsNews() {
      return open.size > 0;
    },
    async tell({ changed, ...rest }) {
      const at = isoSeconds(claimant.machine.now().wall);
      for (const [id, exchange] of open) {
        if (id === rest.task) continue;
        const { reads, writes, files } = taskOf({ plan }, id);
        const relies = matchPaths([...reads, ...writes]);
        const paths = changed.filter((path) => relies(path) || files.includes(path)).slice(0, MOST_PATHS);
        if (paths.length > 0) await exchange.notify({ kind: 'published', ...rest, at, paths });
      }
    },
  };
}
