import type { Agent } from './agent.ts';
import type { AgentId } from './ids.ts';
import type { AgentCommand } from './task.ts';
import type { WallTime } from './time.ts';
import type { BatchSettings, WorkflowSettings } from './workflow-settings.ts';

/** The configuration, normalised: aliases resolved, units fixed, every default applied. What `config/` makes. */
export interface Settings {
  /** As configured, in the order of the file; empty: nothing configured, those found on PATH are taken. */
  readonly agents: readonly AgentSettings[];
  /** Role name → what it takes: AgenticScrum's known names, and a team's own. */
  readonly roles: Readonly<Record<string, RoleSettings>>;
  /** The team's test command, run on combined work before it is published. */
  readonly verify?: AgentCommand;
  /** Prepares a fresh worktree, e.g. `npm ci`. */
  readonly setup?: AgentCommand;
  /** Paths of the user's checkout that a fresh worktree gets as links, e.g. `node_modules`. */
  readonly link: readonly string[];
  /** Folder for worktrees; absent: the user's cache folder. Relative to the repository's root. */
  readonly worktrees?: string;
  /** Time limit of one task and further tries, for agents without their own. */
  readonly timeoutMinutes: number;
  readonly retries: number;
  readonly limits: LimitSettings;
  readonly claims: ClaimSettings;
  readonly publish: PublishSettings;
  /** The Action's comment on a pull request: where there is something to say, on each, or on none. */
  readonly comment: 'auto' | 'always' | 'never';
  /** Whether the Action keeps labels on a pull request. */
  readonly labels: boolean;
  /** In the order of the file; a rule that is not named here is on, with its own defaults. */
  readonly rules: readonly RuleSettings[];
  readonly workflows: readonly WorkflowSettings[];
  /** How tasks of rules and of a task file are joined; absent: each stands alone. */
  readonly batch?: BatchSettings;
  /** The sprint goal; raises the priority of tasks that serve it. */
  readonly goal?: string;
  /** Who is mentioned when something needs a person: `@name`, `@org/team` or an address. */
  readonly escalateTo: readonly string[];
  /** Name of the remote that holds the table; absent: the remote of the base branch. */
  readonly remote?: string;
  /** Minimum coverage in percent. */
  readonly coverageTarget: number;
  readonly signals: SignalSettings;
  /** When the whole project was last audited, by the kind of the audit. */
  readonly lastAudits: readonly { readonly kind: string; readonly at: WallTime }[];
  /** The file that all this came from, relative to the root; undefined: no configuration, all defaults. */
  readonly source: string | undefined;
}

/** An agent and how `run` starts it. */
export interface AgentSettings extends Agent {
  /**
   * Absent: it cannot be started (`runnable` is false). What its words may hold: `PLACEHOLDERS` in
   * `core/agents/fill-in-words.ts`; in a shell line nothing is replaced.
   */
  readonly command?: AgentCommand;
  /** What `{model}` in it stands for. */
  readonly model?: string;
  /** Words that are added behind the program's name where the repository has a file. */
  readonly ifThere?: readonly { readonly file: string; readonly words: readonly string[] }[];
  /** The team's own text for its prompts. */
  readonly prompt?: string;
  /** The file that has it, as the configuration names it. */
  readonly promptFile?: string;
  /** What the process reads on its standard input: the prompt file, or nothing. */
  readonly stdin: 'prompt' | 'empty';
  /**
   * How its prompt spells our own program, and so what its rules have to allow: by the name that is first on its PATH,
   * or by an absolute path, for agents whose shells set PATH anew.
   */
  readonly calls: 'by-name' | 'by-path';
  /** The preset that the command came from. */
  readonly preset?: string;
  /**
   * Variables of the user's that it sees besides those that all agents see: by name, or by their beginning and a `*`.
   * Its vendor's, and its own `pass`.
   */
  readonly passes: readonly string[];
  /** Added to the agent's environment, literally. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMinutes: number;
  /** Further tries after a failure that may pass. */
  readonly retries: number;
}

/** A part somebody plays. It has no command of its own: any agent that has the skills plays it. */
export interface RoleSettings {
  readonly title: string;
  /** Skill → wanted level, as in a task. */
  readonly skills: Readonly<Record<string, number>>;
  readonly languages: readonly string[];
  /** Agents that play it, in order of preference; empty: whoever fits. */
  readonly agents: readonly AgentId[];
}

export interface LimitSettings {
  /** Agents at work at the same time. */
  readonly agents: number;
  /** Derived tasks kept in a plan; given tasks and workflows are never cut. */
  readonly tasks: number;
  /** Agent-minutes of one run, all agents together. */
  readonly minutes: number;
  /** Jobs of agents in CI for one target in 24 hours. */
  readonly jobsPerDay: number;
  /** US dollars of one run, as agents report them; absent: no limit. */
  readonly usd?: number;
  /** Absent: pushes are counted and shown, not limited. */
  readonly pushesPerMinute?: number;
}

export interface ClaimSettings {
  readonly mode: 'enforce' | 'warn' | 'off';
  /** Globs of paths that are not locked but merged. */
  readonly mergeable: readonly string[];
  /** Globs of paths of no interest. */
  readonly ignore: readonly string[];
  readonly leaseMinutes: number;
  /** More locks than this are claimed as their nearest common directories. */
  readonly maxRefs: number;
  /** Above 1 all files are mergeable, with at most this many agents planned on one at once. */
  readonly maxAgentsPerFile: number;
  /** How a mergeable file is regenerated instead of merged; the first matching glob counts. */
  readonly regenerate: readonly { readonly glob: string; readonly command: AgentCommand }[];
}

export interface PublishSettings {
  readonly to: 'branch' | 'pull-request' | 'head' | 'patch';
  /** Name of the result branch; absent: `agentic/<target>`. */
  readonly branch?: string;
  /** File of the patches, as a person has typed it; absent: `agentic-plan-<run>.patch`. */
  readonly file?: string;
  readonly every: 'run' | 'task';
}

/** One kind of derived task: a built-in rule tuned or switched off, or a rule of the team's own (`custom`). */
export interface RuleSettings {
  readonly kind: string;
  readonly enabled: boolean;
  /** The kind is none of the built-in ones: a task is due when a changed path matches `paths`. */
  readonly custom: boolean;
  /** Globs; for a built-in rule they narrow what it looks at. Empty: its own choice. */
  readonly paths: readonly string[];
  /** Globs of paths it leaves alone. */
  readonly ignore: readonly string[];
  /** Of a rule of the team's own: only files of these languages, by the names of `languageOf`; empty: all. */
  readonly languages: readonly string[];
  /** Of a rule of the team's own: a pattern (RE2) that an added line has to match. */
  readonly lines?: string;
  readonly title?: string;
  readonly why?: string;
  /** 0–100, instead of the base of the kind. */
  readonly priority?: number;
  readonly estimate?: number;
  readonly skills: Readonly<Record<string, number>>;
  readonly role?: string;
  /** Globs that the task writes; absent: the files it is about. */
  readonly writes?: readonly string[];
}

/** Where reports of each kind are looked for besides the usual places: paths and globs; `false`: nowhere at all. */
export interface SignalSettings {
  readonly coverage: readonly string[] | false;
  readonly findings: readonly string[] | false;
  readonly tests: readonly string[] | false;
  readonly advisories: readonly string[] | false;
}
