import type { AgentId, Brand, ClaimId, Oid, RunId, TaskId } from './ids.ts';
import type { Presence } from './presence.ts';
import type { Problem } from './problem.ts';
import type { Missing, PlanReason } from './reasons.ts';
import type { Task } from './task.ts';
import type { WallTime } from './time.ts';

/** The whole plan: `plan.json`. Same inputs, same bytes. Times are whole minutes from the start of the run. */
export interface Plan {
  readonly version: 1;
  readonly run: RunId;
  readonly target: string;
  readonly base: Oid;
  readonly head: Oid;
  /** SHA-256 (hex) over everything the plan was made from, `as_of` and presence included. */
  readonly inputsDigest: Digest;
  /** ISO time of the state that was planned for. */
  readonly asOf: string;
  readonly tasks: readonly PlannedTask[];
  readonly agents: readonly { readonly id: AgentId; readonly load: number }[];
  readonly makespan: number;
  /** No plan for these tasks and agents can be shorter. */
  readonly lowerBound: number;
  readonly criticalPath: readonly TaskId[];
  readonly unassigned: readonly Unassigned[];
  readonly leftOut: readonly { readonly id: TaskId; readonly kind: string; readonly why: string }[];
  /** Derived tasks that people do not want to hear of. */
  readonly silenced: SilencedTasks;
  readonly presence: Presence;
  readonly notices: readonly Problem[];
  /** What conditions ask of the project, as it was when the plan was made; absent: none asks for it. */
  readonly state?: PlanState;
}

/** What a condition may ask for as `state.<key>`. */
export const STATE_KEYS = [
  'coverage',
  'changed_files',
  'changed_count',
  'findings',
  'branch',
  'goal',
] as const;
export type StateKey = (typeof STATE_KEYS)[number];

/** `null`: asked for, and not known (nobody measured it, nothing is written). */
export type PlanState = Readonly<Partial<Record<StateKey, number | string | readonly string[] | null>>>;

export interface SilencedTasks {
  /** Dismissed, and resting on nothing new since. */
  readonly dismissed: readonly {
    readonly id: TaskId;
    readonly kind: string;
    readonly title: string;
    readonly by: string;
    readonly at: WallTime;
    readonly reason?: string;
  }[];
  /** Of kinds that a commit message of the change asks to ignore. */
  readonly ignored: readonly { readonly id: TaskId; readonly kind: string; readonly commit: Oid }[];
}

export type Digest = Brand<string, 'Digest'>;

export interface PlannedTask extends Task {
  /** Who does it; absent for unassigned tasks. A role name while nobody with a command plays it. */
  readonly assigned?: AgentId;
  readonly start: number;
  readonly finish: number;
  /** 0-based wave in CI: all tasks of a wave run at once, after the wave before. */
  readonly wave: number;
  /** Needs, plus the edges that kinds and overlapping writes made: it starts after all of these. */
  readonly dependsOn: readonly Dependency[];
  /** A claim of somebody else that it has to wait for now. */
  readonly waitsFor?: ClaimId;
  readonly explain: readonly PlanReason[];
}

/** The handoff of `on` (summary, outputs, changed paths) becomes part of the prompt of the task that depends on it. */
export interface Dependency {
  readonly on: TaskId;
  /** `needs`/`after`: as written; `kind`: what kinds say (review after audit); `files`: overlapping paths, scheduler's order. */
  readonly why: 'needs' | 'after' | 'kind' | 'files';
}

export interface Unassigned {
  readonly task: TaskId;
  /** What the nearest agent lacks; empty where there are no agents at all. */
  readonly missing: readonly Missing[];
}
