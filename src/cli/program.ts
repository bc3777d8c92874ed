/** Parses argv, runs one command, and returns the exit code. Commands are loaded when they are asked for. */
export async function runProgram(_args: readonly string[]): Promise<number> {
  return 2;
}
