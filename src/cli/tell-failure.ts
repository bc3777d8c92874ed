import { describeBug } from '../report/describe-bug.ts';
import { EXIT } from '../report/exit-codes.ts';
import { tellNoLook } from '../report/hook/no-look.ts';
import { firstLine } from '../report/problems/describe-problem.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { problemOfError } from './open/failure.ts';
import { plainOutput } from './output.ts';
import { refuse } from './refuse.ts';

/**
 * What ended a command that could not answer by itself: a problem that was thrown through it, a refusal of the file
 * system whichever step met it, or else a bug of ours. A hook never stops what it hangs on.
 */
export function tellFailure(context: CommandContext, error: unknown): ExitCode {
  const problem = problemOfError(error);
  if (problem === undefined) plainOutput.say(describeBug(error, context.verbose));
  if (context.command === 'hook') {
    if (problem !== undefined) plainOutput.say(tellNoLook('', firstLine(problem)));
    return EXIT.done;
  }
  return problem === undefined ? EXIT.bug : refuse(context, [problem]);
}
