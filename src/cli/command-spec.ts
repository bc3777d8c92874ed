import type { RunCommand } from './command.ts';

/** One command, as `--help` shows it. What is not built yet is not listed. */
export interface CommandSpec {
  readonly name: string;
  readonly operands?: string;
  readonly description: string;
  readonly options: readonly (readonly [flags: string, description: string])[];
  /** Plumbing: listed by `help --all`. */
  readonly hidden?: boolean;
  /** Its result is never a screen for people, or not with one of these options. JSON never is. */
  readonly verbatim?: true | readonly string[];
  readonly load: () => Promise<RunCommand>;
}
