import type { AgentReport } from '../../core/agents/said.ts';
import type { AgentCommand } from '../../core/model/task.ts';

/** Starts commands of the team: agents, `setup`, `verify`. Each in its own process group, without our credentials. */
export interface Agents {
  start(order: AgentOrder): RunningAgent;
}

export interface AgentOrder {
  readonly command: AgentCommand;
  /** Absolute path of the worktree. */
  readonly cwd: string;
  /**
   * For an agent: the variables of the user's that it sees besides those that all agents see. Absent: a command of the
   * team's own, which sees all but what speaks for the user to git and the forge.
   */
  readonly passes?: readonly string[];
  /** On top of what it sees of the user's environment; `AGENTIC_CLAIM` in it marks every process that descends from this one. */
  readonly env: Readonly<Record<string, string>>;
  /** What `{prompt_file}` and `{prompt}` in argv stand for. */
  readonly prompt?: { readonly file: string; readonly text: string };
  /** What `{program}` in argv stands for: our own program, as the prompt spells it. */
  readonly program?: string;
  /** What `{model}` in argv stands for. */
  readonly model?: string;
  /** Words behind the program's name where the folder has a file of that path. */
  readonly ifThere?: readonly { readonly file: string; readonly words: readonly string[] }[];
  /** Says how what it prints is read; absent: it is text. */
  readonly preset?: string;
  /** The prompt's text on standard input; else it is empty. */
  readonly promptOnStdin?: boolean;
  /** All it prints but secrets, first and last part, up to `logBytes`; readable by its owner only. */
  readonly logFile: string;
  readonly logBytes: number;
  readonly timeoutMs: number;
}

export interface RunningAgent {
  /** Leader of the process group; absent where it could not be started. */
  readonly pid: number | undefined;
  /** Settles when nothing of its group is left. Never rejects. */
  readonly ended: Promise<AgentEnd>;
  /** Asks the group to end, and ends it when it does not; `at-once` does not ask. */
  stop(how: 'ask' | 'at-once'): void;
}

export type AgentEnd = AgentEnding & {
  readonly ms: number;
  readonly printedBytes: number;
  /** Of what it printed, without secrets: mostly they say why it failed. */
  readonly lastLines: readonly string[];
  /** What it said of itself, without secrets; nothing where it prints text. */
  readonly report: AgentReport;
  /** Variables of the user's that it did not see and that its log names: mostly it wanted them. */
  readonly unseen: readonly string[];
};

export type AgentEnding =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'stopped' }
  /** Nothing ran. `detail` is the system's own word, for people. */
  | {
      readonly kind: 'not-started';
      readonly why: 'missing' | 'not-executable' | 'other';
      readonly detail: string;
    };
