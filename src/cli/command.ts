import type { Output } from '../app/ports/output.ts';
import type { GivenOptions } from '../report/own-command.ts';
import type { Call } from './open/opened.ts';

/** What every command gets besides its own options. */
export interface CommandContext extends Call {
  /** Its name. */
  readonly command: string;
  /** What was typed and has to be repeated in command lines that people are told. */
  readonly given: GivenOptions;
  readonly output: Output;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** What was read of standard input before the command began; absent: nothing was. */
  readonly stdin?: string;
  /** Fires at the first SIGINT or SIGTERM; a command then gives back what it holds and ends. */
  readonly signal: AbortSignal;
}

/** One of `EXIT`; 128 and a signal; or the code of a command that was wrapped. */
export type ExitCode = number;

/** What a command line gave a command. Options are commander's: camel-cased names, texts or true. */
export interface CommandInput {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly commandLine: readonly string[];
  /** There was a `--`, whether or not words follow it. */
  readonly separated: boolean;
}

/** `--config`, as it was typed. */
export function configOf({ options }: Pick<CommandInput, 'options'>): string | undefined {
  const { config } = options;
  return typeof config === 'string' ? config : undefined;
}

export type RunCommand = (context: CommandContext, input: CommandInput) => Promise<ExitCode>;
