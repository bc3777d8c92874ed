import type { ExitCode } from './command.ts';
import { exitAfterOutput } from './exit-after-output.ts';
import { runProgram } from './program.ts';

/** Runs one command, and returns its exit code when all that it said is written. `stdin`: what was read of it already. */
export const runToEnd = async (args: readonly string[], stdin?: string): Promise<ExitCode> =>
  exitAfterOutput(await runProgram(args, stdin === undefined ? {} : { stdin }));
