import type { Evidence } from './evidence.ts';
import type { AgentId, RepoPath, TaskId } from './ids.ts';
import type { PriorityPart } from './reasons.ts';
import type { TaskNature } from './task-nature.ts';
import type { TaskSource } from './task-source.ts';

/** Something to do, normalised: what a rule derived, a task file said, or a workflow made. */
export interface Task {
  readonly id: TaskId;
  /** `security-audit`, `code-review`, `test-coverage`, `documentation-update`, `dependency-audit`, … or a team's own. */
  readonly kind: string;
  readonly title: string;
  /** Why it is there: one line that a person reads. */
  readonly why: string;
  /** Of a rule: all that made it speak, as data; of others nothing. */
  readonly evidence: readonly Evidence[];
  /** What doing it amounts to. */
  readonly nature: TaskNature;
  /** `rule`: derived (may be cut to `limits.tasks`); the others are never cut. */
  readonly origin: 'rule' | 'file' | 'workflow';
  /** Where it stands in a backlog of another tool. */
  readonly source?: TaskSource;
  /** What it is about, literal paths of the change. */
  readonly files: readonly RepoPath[];
  /** How many changed files like these its rule passes over; absent: none. */
  readonly filesLeftOut?: number;
  /** Paths or globs it will change; directories end in `/`. Empty: it writes nothing (claims its task ref only). */
  readonly writes: readonly string[];
  /** Those of `writes` that are not there yet; absent: nobody says. */
  readonly creates?: readonly string[];
  /** Of `writes`, paths that a backlog only mentions: where it works is guessed, and they are no part of what it is. */
  readonly predicted?: readonly string[];
  readonly reads: readonly string[];
  readonly needs: readonly TaskId[];
  readonly after: readonly TaskId[];
  /** Skill → wanted level (0: "has it"). */
  readonly skills: Readonly<Record<string, number>>;
  /** A known role or the agent that was asked for by name. */
  readonly role?: string;
  readonly agent?: AgentId;
  /** 0–100. */
  readonly priority: number;
  /** How the priority came about, shown by `explain`. */
  readonly prioritySum: readonly PriorityPart[];
  /** Minutes > 0. */
  readonly estimate: number;
  /** Where the estimate comes from: somebody wrote it, or it is a rule of thumb for the kind and the changed lines. */
  readonly estimateBy: 'given' | 'size';
  /** Wanted coverage in percent, of a `test-coverage` task. */
  readonly target?: number;
  readonly retries?: number;
  /** Minutes. */
  readonly timeout?: number;
  readonly command?: AgentCommand;
  readonly acceptance: readonly string[];
  /** Condition as written; evaluated when its needs are done. Absent: always. */
  readonly condition?: string;
  /** What its condition calls its needs, where that is not by their ids: steps of a workflow; `null`: the plan has no task of it. */
  readonly conditionNames?: Readonly<Record<string, TaskId | null>>;
  /** What it has to leave: an end without one of these is a failure. Absent: nothing. */
  readonly outputs?: readonly string[];
  /** Of a batch: the tasks that it joins, whole, each with an identity of its own; by their ids. */
  readonly members?: readonly Task[];
  /** It stands for tasks that nobody knows yet: one for each item that this output will list. */
  readonly forEach?: ItemSource | undefined;
  /** What it is for, where a workflow's `for_each` makes several: a path (`.` the root), or an item of a list. */
  readonly item?: string;
}

/** An output of a task that the task needs, which is a list in JSON. */
export interface ItemSource {
  readonly task: TaskId;
  readonly output: string;
}

/** How a process is started: argv, or a shell line where somebody opted in with `shell: true`. */
export type AgentCommand = { readonly argv: readonly [string, ...string[]] } | { readonly shell: string };
