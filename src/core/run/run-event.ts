import type { RefusalKind } from '../agents/refusal.ts';
import type { Tokens } from '../agents/said.ts';
import type { AgentId, ClaimId, Oid, TaskId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { MonotonicTime } from '../model/time.ts';
import type { RunTask } from './run-state.ts';

/** What happened. `at` and `chance` (0 ≤ chance < 1) are the clock and the dice, as data. */
export type RunEvent = RunHappening & { readonly at: MonotonicTime; readonly chance: number };

export type RunHappening =
  | { readonly kind: 'started' }
  | { readonly kind: 'claimed'; readonly task: TaskId; readonly claim: ClaimId }
  /** Somebody else holds a path or the task; nothing was changed. */
  | { readonly kind: 'held'; readonly task: TaskId; readonly problem: Problem }
  /** The table could not answer, or the task cannot be claimed at all. */
  | {
      readonly kind: 'claim-failed';
      readonly task: TaskId;
      readonly problem: Problem;
      readonly mayPass: boolean;
    }
  /** Somebody else's run (or an earlier start of this one) has published it. */
  | {
      readonly kind: 'done-before';
      readonly task: TaskId;
      readonly commit?: Oid;
      readonly outputs?: Readonly<Record<string, string>>;
    }
  /** That a person takes it for done is recorded. */
  | { readonly kind: 'accepted'; readonly task: TaskId }
  /** It was to begin with the publication of another task, which came to nothing. */
  | { readonly kind: 'not-begun'; readonly task: TaskId }
  | { readonly kind: 'worked'; readonly task: TaskId; readonly work: WorkEnd; readonly spent: Spent }
  | { readonly kind: 'published'; readonly task: TaskId; readonly commit?: Oid }
  | { readonly kind: 'not-published'; readonly task: TaskId; readonly end: PublishEnd }
  | { readonly kind: 'released'; readonly task: TaskId }
  /** The list of this task is there. `tasks`: all of the run as they are now, in the plan's order; of an empty list as they were. */
  | { readonly kind: 'expanded'; readonly task: TaskId; readonly tasks: readonly RunTask[] }
  /** Its list is none. */
  | { readonly kind: 'not-expanded'; readonly task: TaskId; readonly problem: Problem }
  /** The waiting time that an action asked for is over. */
  | { readonly kind: 'woke'; readonly task: TaskId }
  /** An agent whose vendor had asked it to wait may work again. */
  | { readonly kind: 'rested'; readonly agent: AgentId }
  /** The table’s server does not answer any more, or does again; meanwhile what is finished waits. */
  | { readonly kind: 'away' }
  | { readonly kind: 'back' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'finished' };

export interface Spent {
  readonly ms: number;
  readonly usd: number;
  /** Absent where the agent does not count them. */
  readonly tokens?: Tokens;
}

/** How an agent's work on a task ended. `ready`: there is something to publish, or it is known that there is nothing. */
export type WorkEnd =
  | { readonly kind: 'ready'; readonly outputs?: Readonly<Record<string, string>> }
  | {
      readonly kind: 'failed';
      readonly problem: Problem;
      readonly mayPass: boolean;
      /** `agent`: counts against it; `start`: it cannot be started at all; `world`: not its fault, and no try of it. */
      readonly fault: 'agent' | 'start' | 'world';
    }
  /** It ended well, and made nothing of what was asked for. */
  | { readonly kind: 'empty'; readonly problem: Problem }
  /** It is finished, and a person is to look at it first. */
  | { readonly kind: 'kept'; readonly problem: Problem }
  /** Its vendor does not let the agent work: `restMs` says for how long, where that passes. */
  | {
      readonly kind: 'refused';
      readonly problem: Problem;
      readonly why: RefusalKind;
      readonly restMs?: number;
    }
  | { readonly kind: 'stopped' };

/** Why a result was not published. */
export type PublishEnd =
  /** The combination conflicts or is not verified: again on the newest result, with the claim that is held. */
  | { readonly kind: 'run-again'; readonly problem: Problem }
  | { readonly kind: 'blocked'; readonly problem: Problem }
  /** It is not published before a person has looked at it. */
  | { readonly kind: 'kept'; readonly problem: Problem }
  /** A disk, a command that could not be started, a server: it says nothing about the work, which is published later. */
  | { readonly kind: 'world'; readonly problem: Problem }
  /** The claim is no longer ours: there is nothing to give back, and nothing may be published. */
  | { readonly kind: 'claim-lost'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem };
