import { describeBug } from '../report/describe-bug.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { problemOfError } from './open/failure.ts';
import { plainOutput } from './output.ts';
import { openingExit, refuse } from './refuse.ts';

/**
 * What ended a command that could not answer by itself: a problem that was thrown through it, a refusal of the file
 * system whichever step met it, or else a bug of ours. A hook never stops what it hangs on.
 */
export function tellFailure(context: CommandContext, command: string, error: unknown): ExitCode {
  const problem = problemOfError(error);
  if (problem !== undefined) refuse(context, { command, problems: [problem], exit: openingExit([problem]) });
  else plainOutput.say(describeBug(error, context.verbose));
  if (command === 'hook') return 0;
  return problem === undefined ? 70 : openingExit([problem]);
}
