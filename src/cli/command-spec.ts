import type { RunCommand } from './command.ts';

/** One command, as `--help` shows it. What is not built yet is not listed. */
export interface CommandSpec {
  readonly name: string;
  readonly operands?: string;
  readonly description: string;
  readonly options: readonly (readonly [flags: string, description: string])[];
  /** Plumbing: listed by `help --all`. */
  readonly hidden?: boolean;
  readonly load: () => Promise<RunCommand>;
}
