import type { Handoff } from '../../core/claim/record.ts';
import type { TaskLine } from '../../core/claim/task-line.ts';
import type { AgentId, ClaimId, Oid, RefName, TaskDigest, TaskId } from '../../core/model/ids.ts';
import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import { InternalError } from '../../core/model/unreachable.ts';
import type { PromptParts } from '../../core/run/prompt-parts.ts';
import type { Recognised } from '../../core/run/recognise-tasks.ts';
import type { RunHappening } from '../../core/run/run-event.ts';
import type { ClaimWish, TakeOutcome } from '../claim/claim-attempt.ts';
import type { Claimant } from '../claim/claimant.ts';
import type { Reach } from '../outlast-outages.ts';
import type { Agents } from '../ports/agents.ts';
import type { Checkout, CheckoutSight } from '../ports/checkout.ts';
import type { Exchange } from '../ports/exchange.ts';
import type { LargeFiles } from '../ports/large-files.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { KeptAside, Worktree, Worktrees } from '../ports/worktrees.ts';
import type { Result } from '../transfer/result.ts';
import type { Followers } from './claiming/followers.ts';
import type { TaskClaims } from './claiming/task-claims.ts';
import type { Verified } from './command-failure.ts';
import type { PlanMark } from './ending/plan-mark.ts';
import { type Gathering, gathering } from './gathering.ts';
import type { TaskWork } from './task-work.ts';

export type { TaskWork } from './task-work.ts';

/** What every action of a run works with: the ground that it stands on, and its rooms. */
export interface RunContext extends RunGround {
  readonly result: Result;
  readonly planMark: PlanMark;
  readonly claims: TaskClaims;
  readonly followers: Followers;
  readonly board: Board;
}

/** What does not change while a run goes on, and the ports that it asks. */
export interface RunGround {
  readonly plan: Plan;
  /** What makes each task the same task. */
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  /** Tasks of which a person has said that what came of them counts. */
  readonly accept: ReadonlySet<TaskId>;
  /** The bytes of its file. */
  readonly planFile: string;
  /** Tasks that need not be done, and those that are left alone, as the opening of the run found them. */
  readonly known: ReadonlyMap<TaskId, Recognised>;
  readonly settings: RunSettings;
  readonly roles: Settings['roles'];
  readonly agentSettings: ReadonlyMap<AgentId, AgentSettings>;
  readonly claimant: Claimant;
  readonly worktrees: Worktrees;
  readonly agents: Agents;
  /** Absolute path by which agents may call our own program; absent where there is no place for it. */
  readonly programPath?: string;
  readonly exchange: Exchange;
  readonly publishing: Publishing;
  /** Absent where there is none (a bare clone). */
  readonly checkout?: Checkout;
  /** Absent where the team does not use Git LFS. */
  readonly largeFiles?: LargeFiles;
  readonly writePrompt: (parts: PromptParts) => string;
  /** Folder for logs, one file for each try. */
  readonly logs: string;
  /** Where the result goes. */
  readonly branch: ResultBranch;
  /** Branches that the run stands on, where its result goes too (`branch.in`); looked at every so often while agents work. */
  readonly watch?: {
    readonly branches: readonly { readonly ref: RefName; readonly since: Oid }[];
    readonly everyMs: number;
  };
  /** The way to the table; absent where nobody waits for a server that is away. */
  readonly reach?: Pick<Reach, 'awayMs' | 'listen'>;
}

export type RunSettings = Pick<Settings, 'claims' | 'publish' | 'limits' | 'link'> &
  Partial<Pick<Settings, 'verify' | 'setup'>>;

export interface ResultBranch {
  readonly ref: RefName;
  /** `remote`: moved together with the plan ref; `clone`: there is no remote, so it is made in the clone. */
  readonly in: 'remote' | 'clone';
}

/** A run in the table, as it was opened or joined. */
export interface RunRefs {
  /** The plan's head: where nothing has been published, the result is this. */
  readonly head: Oid;
  readonly tip: Oid;
  readonly planRef: RefName;
  readonly planTip: Oid;
  readonly resultRef: RefName;
}

/** What is known of the tasks while they are worked off; lost with the process, as its claims are. */
export interface Board {
  readonly works: Map<TaskId, TaskWork>;
  readonly handoffs: Map<TaskId, Handoff>;
  /** Trees that passed or failed the team's test, by tree id. */
  readonly verified: Map<Oid, Verified>;
  verifyWorktree: { readonly worktree: Worktree; readonly setup: string } | undefined;
  /** Claims that are taken in one push, and finished works that are published in one. */
  readonly claims: Gathering<ClaimWish, TakeOutcome>;
  readonly publications: Gathering<TaskId, RunHappening>;
  readonly interruption: AbortController;
  /** Unpublished work that was kept, by task: the ref in the private repository. */
  readonly kept: Map<TaskId, RefName>;
  /** What agents left beside their results, by task: of the newest try. */
  readonly aside: Map<TaskId, readonly KeptAside[]>;
  /** Folders that stay, by task: something in them could be brought nowhere else. */
  readonly stays: Map<TaskId, string>;
  /** Worktrees that are just being removed; nothing but the end of the run waits for them. */
  readonly removals: Set<Promise<void>>;
  /** What a person should know of a task although nothing went wrong. */
  readonly notes: Map<TaskId, readonly Problem[]>;
  /** The user's checkout when the run began. */
  checkout: CheckoutSight | undefined;
  readonly leftBehind: string[];
  branchMoved: BranchEnd | undefined;
}

/** `unmarked`: why the plan ref does not say that the run is over; the next start will find all done and try again. */
export type BranchEnd =
  | { readonly kind: 'moved'; readonly to: Oid; readonly unmarked?: Problem }
  | { readonly kind: 'nothing'; readonly unmarked?: Problem }
  | { readonly kind: 'not-moved'; readonly problem: Problem };

export const emptyBoard = (known: RunGround['known']): Board => ({
  works: new Map(),
  handoffs: new Map([...known].flatMap(([id, { handoff }]) => (handoff ? [[id, handoff]] : []))),
  verified: new Map(),
  verifyWorktree: undefined,
  claims: gathering(),
  publications: gathering(),
  interruption: new AbortController(),
  kept: new Map(),
  aside: new Map(),
  stays: new Map(),
  removals: new Set(),
  notes: new Map(),
  checkout: undefined,
  leftBehind: [],
  branchMoved: undefined,
});

export function taskOf(context: RunContext, id: TaskId): PlannedTask {
  const task = context.plan.tasks.find((one) => one.id === id);
  if (task === undefined) throw new InternalError(`no task ${id} in the plan`);
  return task;
}

export function workOf(context: RunContext, id: TaskId): TaskWork {
  const known = context.board.works.get(id);
  if (known !== undefined) return known;
  const fresh: TaskWork = { tries: 0, stopped: false };
  context.board.works.set(id, fresh);
  return fresh;
}

/** What a commit of a task says under a claim. */
export const lineOf = (
  { plan, digests }: Pick<RunContext, 'plan' | 'digests'>,
  task: TaskId,
  { claim }: { readonly claim: ClaimId },
): TaskLine => {
  const digest = digests.get(task);
  return { run: plan.run, task, claim, ...(digest === undefined ? {} : { digest }) };
};
