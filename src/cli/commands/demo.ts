import { runDemo } from '../../app/demo/run-demo.ts';
import { tellDemo, tellDemoFailure } from '../../report/demo/tell-demo.ts';
import { EXIT } from '../../report/exit-codes.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { openDemoStage } from '../open/demo-stage.ts';

/** `demo`: the whole of it in front of the user, in a throw-away project; the steps are processes of this same program. */
export async function runDemoCommand({
  output,
  signal,
}: Pick<CommandContext, 'output'> & { readonly signal: AbortSignal }): Promise<ExitCode> {
  const { columns } = output;
  const stage = await openDemoStage(process.argv[1] ?? '', { columns, signal });
  const outcome = await runDemo(stage, (moment) => output.result(tellDemo(moment, columns)));
  if (outcome.kind === 'done' || signal.aborted) return 0;
  output.say(tellDemoFailure(outcome));
  return EXIT.found;
}
