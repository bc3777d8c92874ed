import type { ExitCode } from './command.ts';
import { guardedStream } from './guarded-stream.ts';

/** 4 where all was done and what came of it could not be written; else the code that it was. */
export async function exitAfterOutput(code: ExitCode): Promise<ExitCode> {
  const lost = await guardedStream(process.stdout).settled();
  if (code !== 0 || lost === undefined) return code;
  const { describeLostOutput } = await import('../report/describe-lost-output.ts');
  guardedStream(process.stderr).write(describeLostOutput(lost));
  return 4;
}
