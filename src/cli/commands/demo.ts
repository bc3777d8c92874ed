import { runDemo } from '../../app/demo/run-demo.ts';
import { tellDemo, tellDemoFailure } from '../../report/demo/tell-demo.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { openDemoStage } from '../wire-demo.ts';

/** `demo`: the whole of it in front of the user, in a throw-away project. `program` is the path of our `cli.js`. */
export async function runDemoCommand(
  { output }: CommandContext,
  { program }: { readonly program: string },
): Promise<ExitCode> {
  const interrupted = new AbortController();
  let code: ExitCode | undefined;
  const onInterrupt = (): void => stop(130);
  const onTerminate = (): void => stop(143);
  const stop = (exitCode: ExitCode): void => {
    code ??= exitCode;
    interrupted.abort();
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  try {
    const stage = await openDemoStage(program, interrupted.signal);
    const outcome = await runDemo(stage, (moment) => output.result(tellDemo(moment)));
    if (code !== undefined) return code;
    if (outcome.kind === 'done') return 0;
    output.say(tellDemoFailure(outcome));
    return 1;
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
  }
}
