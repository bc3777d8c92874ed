import { runProgram } from '../../src/cli/program.ts';
import type { CliResult } from './cli.ts';
import { type Called, type CallWish, inThisProcess } from './in-this-process.ts';

/**
 * The program in this process: what `runCli` does for a third of its cost, most of which is the start of a process. For
 * what is only prepared, and for the many cases of a command whose process is tested elsewhere. Not for commands that wait
 * for each other or inherit streams, or for what happens at the end of a process: calls are made one after the other.
 */
export async function callProgram(
  cwd: string,
  args: readonly string[],
  wish: CallWish = {},
): Promise<CliResult> {
  const { code, stdout, stderr } = await callTogether(cwd, args, wish);
  return { code, stdout, stderr };
}

/** The same, and what was printed in the order in which it was. */
export const callTogether = (cwd: string, args: readonly string[], wish: CallWish = {}): Promise<Called> =>
  inThisProcess({ cwd, args, ...wish }, () => runProgram(args, { from: performance.now() }));
