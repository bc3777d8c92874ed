import type { AgentId, RepoPath } from './ids.ts';

/** Who may do tasks, as the planner sees it. How an agent is started is `config`'s and `app`'s concern. */
export interface Agent {
  readonly id: AgentId;
  /** Skill name → level; 0 means "has it". No entry: no such skill. Empty: a generalist, every skill at level 0. */
  readonly skills: Readonly<Record<string, number>>;
  /** Languages (lower case, e.g. `python`); empty: all. */
  readonly languages: readonly string[];
  /** Globs of paths it may write; empty: all. */
  readonly paths: readonly string[];
  /** Tasks at the same time, ≥ 1. */
  readonly atOnce: number;
  /** `configured` in a file, `found` on PATH, `role`: a known role name that nobody with a command plays. */
  readonly origin: 'configured' | 'found' | 'role';
  /** False: it has no command, so `run` cannot start it. */
  readonly runnable: boolean;
}

/** Minutes of work by path that an agent did lately: who already holds the context. */
export interface AgentContext {
  readonly agent: AgentId;
  readonly paths: readonly RepoPath[];
}
