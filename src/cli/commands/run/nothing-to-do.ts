import { findRunsLike } from '../../../app/opening/find-runs-like.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { nothingToDoText } from '../../../report/run/opening.ts';
import { dismissStep, unfinishedText } from '../../../report/run/resuming.ts';
import type { CommandContext, ExitCode } from '../../command.ts';
import type { ReadyRun } from './ready-run.ts';

/** The end of a run that had nothing to begin with; runs that somebody else has left unfinished are named. */
export async function nothingToDo(context: CommandContext, ready: ReadyRun): Promise<ExitCode> {
  const { made, table } = ready;
  const { plan, uncommitted } = made;
  const { given } = context;
  const seen =
    given.offline === undefined ? await findRunsLike((await table.session()).claimant, plan.run) : undefined;
  const unfinished = seen?.ok ? seen.value.filter(({ state }) => state === 'open').map(({ run }) => run) : [];
  const report = {
    version: 1,
    command: 'run',
    outcome: 'nothing-to-do',
    changed: false,
    run: plan.run,
    tasks: [],
    unfinished,
    next: dismissStep(unfinished, given),
    problems: [],
  };
  await ready.report(report);
  if (context.json) context.output.result(JSON.stringify(report));
  else context.output.result(nothingToDoText(plan, uncommitted, given) + unfinishedText(unfinished, given));
  return EXIT.done;
}
