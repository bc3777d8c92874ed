import type { Change } from '../../core/model/change.ts';
import type { TaskWords } from '../../core/model/evidence.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Presence } from '../../core/model/presence.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { SelectionWish } from '../../core/plan/select-tasks.ts';
import type { Base, Repository, Uncommitted } from '../ports/repository.ts';

export interface PlanOptions {
  /** `--base`. */
  readonly base?: string;
  /** Commit of the pull request's base, as CI gives it; then the configuration is read from the base. */
  readonly pullRequestBase?: string;
  /** `--config`: resolved against the folder of the call. */
  readonly configFile?: string;
  /** `--tasks`: planned instead of what the rules and workflows would ask for. */
  readonly tasks?: TasksWish;
  /** The same as an earlier start has read them, from the file of that name; it is not read again. */
  readonly given?: { readonly file: string; readonly tasks: readonly Task[] };
  /** `--only` and `--until`; absent: everything. */
  readonly selection?: SelectionWish;
  readonly offline: boolean;
}

/** `--tasks`, and how it is to be read. */
export interface TasksWish {
  /** A file, a folder, or `-`: standard input. */
  readonly file: string;
  /** `--from`: the format, where its content does not tell. */
  readonly from?: string;
  /** `--lenient`: what cannot be read is left out and told; else it refuses the whole. */
  readonly lenient: boolean;
}

/** What `cli/open/planning.ts` hands in. Nothing here writes or pushes; `look` makes the one network call. */
export interface PlanDeps {
  readonly repository: Repository;
  /** How derived tasks are called. */
  readonly words: () => Promise<TaskWords>;
  readonly now: () => WallTime;
  /** `commit`: from there instead of the working tree. */
  readonly loadSettings: (ask: {
    readonly configFile?: string;
    readonly commit?: Oid;
  }) => Promise<Checked<Settings>>;
  readonly readTasks: (wish: TasksWish) => Promise<Checked<readonly Task[]>>;
  /** Tasks of a file beside this configuration: who is asked for is there. */
  readonly settleTasks: (
    tasks: readonly Task[],
    settings: Settings,
    file: string,
  ) => Checked<readonly Task[]>;
  /** Who is at hand: configured, else found on PATH. */
  readonly findAgents: (settings: Settings) => Promise<readonly AgentSettings[]>;
  /** Never rejects for the network: what was not seen is `not-looked`. */
  readonly look: (ask: LookAt) => Promise<Presence>;
}

export interface LookAt {
  readonly base: Base;
  readonly head: Oid;
  /** May still be on their way. */
  readonly changes: readonly Change[] | Promise<readonly Change[]>;
  readonly uncommitted?: Uncommitted | Promise<Uncommitted | undefined> | undefined;
  readonly settings: Settings;
  readonly offline: boolean;
}
