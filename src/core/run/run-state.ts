import type { Tokens } from '../agents/said.ts';
import type { AgentId, ClaimId, Oid, TaskDigest, TaskId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { Missing } from '../model/reasons.ts';
import type { ItemSource } from '../model/task.ts';
import type { MonotonicTime } from '../model/time.ts';
import type { SkipReason, TaskCondition } from './judge-needs.ts';
import type { AgentStanding, RunLimits } from './run-limits.ts';

/** Everything that `decideRun` knows. Plain data; the order of `tasks` is the plan's: earlier goes first. */
export interface RunState {
  readonly tasks: readonly TaskProgress[];
  readonly agents: readonly AgentStanding[];
  readonly limits: RunLimits;
  /** Nothing new starts; what is under way is stopped and given back. */
  readonly interrupted: boolean;
  /** `finishing` moves the branch, once; `over` is the end. */
  readonly stage: 'working' | 'finishing' | 'over';
  /** Agent time used up so far, in milliseconds. */
  readonly usedMs: number;
  /** US dollars, as agents reported them. */
  readonly usedUsd: number;
  /** As agents reported them; absent: none does. */
  readonly usedTokens?: Tokens;
}

/** What does not change about a task while it is worked off. */
export interface RunTask {
  readonly id: TaskId;
  /** Failure of one of these stops this task. */
  readonly needs: readonly TaskId[];
  /** These go first, but their failure does not matter. */
  readonly after: readonly TaskId[];
  /** Tasks whose files overlap: never at work at the same time. */
  readonly conflictsWith: readonly TaskId[];
  /** Who may do it, best first; the plan's choice is the first. */
  readonly candidates: readonly AgentId[];
  /** What no agent has, where there is no candidate. */
  readonly missing: readonly Missing[];
  /** Further tries after a failure that may pass. */
  readonly retries: number;
  /** Whether it is done at all, once its needs are; absent: it is. */
  readonly condition?: TaskCondition;
  /** It stands for one task for each item of this list, which take its place when the list is there. */
  readonly forEach?: ItemSource;
  /** How it stands before anything is started, where it does not wait to be done. */
  readonly known?: KnownEnd;
}

/** `accepted`: a person takes it for done, which is to be recorded first. */
export type KnownEnd =
  | Extract<FinalPhase, { readonly kind: 'done' | 'aside' }>
  | { readonly kind: 'accepted'; readonly commit?: Oid; readonly as?: TaskDigest };

export interface TaskProgress {
  readonly task: RunTask;
  readonly phase: TaskPhase;
  /** Tries that have begun an agent's work. */
  readonly tries: number;
  /** Refusals and failures of claiming in a row. */
  readonly claimTries: number;
  /** When it was first refused by somebody else's claim, in this waiting. */
  readonly heldSince?: MonotonicTime;
  /** Of `tries`, those in which an agent was not let work by its vendor, or the world failed. */
  readonly excused?: number;
  /** Of these, those in which it was its vendor. */
  readonly refusals?: number;
  /** Failures of the world in a row: of a disk, a set-up, a server. */
  readonly setbacks?: number;
}

/** Where a task stands. The first group is under way or will be; the second is final. */
export type TaskPhase =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'resting'; readonly why: 'held' | 'failed'; readonly problem: Problem }
  /** `after`: it takes the place of that task, with the push that publishes it; `letGo`: it need not any more. */
  | {
      readonly kind: 'claiming';
      readonly agent: AgentId;
      readonly after?: TaskId;
      readonly letGo?: true;
    }
  | { readonly kind: 'working'; readonly agent: AgentId; readonly claim: ClaimId }
  /** `rests`: the world has failed, and it is tried again in a while, under the same claim. */
  | ({
      readonly kind: 'publishing';
      readonly agent: AgentId;
      readonly claim: ClaimId;
      readonly rests?: true;
    } & Left)
  | { readonly kind: 'releasing'; readonly agent: AgentId; readonly next: AfterRelease }
  /** That a person takes it for done is being recorded. */
  | { readonly kind: 'accepting'; readonly commit?: Oid }
  /** The list that it stands for is there; the tasks for its items are being made. */
  | { readonly kind: 'expanding' }
  | FinalPhase;

export type FinalPhase =
  | ({
      readonly kind: 'done';
      readonly how: DoneHow;
      readonly agent?: AgentId;
      readonly commit?: Oid;
    } & Left)
  /** Its condition is false, or all that it needs were skipped. Nothing is written of it: whoever looks decides the same. */
  | { readonly kind: 'skipped'; readonly why: SkipReason }
  /** Its agent ended well, and left neither a change nor a word: no result. The next start starts it again. */
  | { readonly kind: 'empty'; readonly problem: Problem }
  /** Its work is finished and kept, and is not published before a person has looked at it. */
  | { readonly kind: 'kept'; readonly problem: Problem }
  /** Neither run nor taken for done: a person says which. */
  | { readonly kind: 'aside'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'blocked'; readonly problem: Problem }
  /** A task it needs has not been done. */
  | { readonly kind: 'stopped'; readonly because: TaskId }
  | { readonly kind: 'interrupted' };

/** What a task has left, for conditions; absent: nothing. */
export interface Left {
  readonly outputs?: Readonly<Record<string, string>>;
}

/**
 * `published`: with a commit; `unchanged`: it left nothing to publish; `before`: by an earlier start or another run;
 * `accepted`: a person has said so.
 */
export type DoneHow = 'published' | 'unchanged' | 'before' | 'accepted';

export type AfterRelease =
  | FinalPhase
  | { readonly kind: 'rest'; readonly ms: number; readonly problem: Problem };

export function isFinal(phase: TaskPhase): phase is FinalPhase {
  switch (phase.kind) {
    case 'done':
    case 'skipped':
    case 'empty':
    case 'kept':
    case 'aside':
    case 'failed':
    case 'blocked':
    case 'stopped':
    case 'interrupted':
      return true;
    default:
      return false;
  }
}

/** Tries that count against a task's retries. */
export const countedTries = ({ tries, excused = 0 }: TaskProgress): number => tries - excused;

/** The agent whose capacity the task takes up now. */
export const busyAgent = (phase: TaskPhase): AgentId | undefined =>
  phase.kind === 'claiming' ||
  phase.kind === 'working' ||
  phase.kind === 'publishing' ||
  phase.kind === 'releasing'
    ? phase.agent
    : undefined;

/** How every run begins. */
export function startingState(
  from: Pick<RunState, 'agents' | 'limits'> & { tasks: readonly RunTask[] },
): RunState {
  return {
    tasks: from.tasks.map(startingProgress),
    agents: from.agents,
    limits: from.limits,
    interrupted: false,
    stage: 'working',
    usedMs: 0,
    usedUsd: 0,
  };
}

export const startingProgress = (task: RunTask): TaskProgress => ({
  task,
  phase: startingPhase(task),
  tries: 0,
  claimTries: 0,
});

/** Nothing is left to be done about it, by this start or another one. */
export const isSettled = ({ phase }: TaskProgress): boolean =>
  phase.kind === 'done' || phase.kind === 'skipped';

const startingPhase = ({ known }: RunTask): TaskPhase =>
  known === undefined || known.kind === 'accepted' ? { kind: 'waiting' } : known;
