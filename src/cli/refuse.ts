import type { Problem } from '../core/model/problem.ts';
import { EXIT } from '../report/exit-codes.ts';
import { jsonText } from '../report/json-text.ts';
import { describeProblems, exitCodeOf, problemsJson } from '../report/problems/describe-problem.ts';
import type { CommandContext, ExitCode } from './command.ts';

/**
 * Ends a command that cannot go on: all problems at once, on stderr, or in the one JSON object on stdout. What it exits
 * with is theirs to say.
 */
export function refuse(context: CommandContext, problems: readonly Problem[]): ExitCode {
  const exit = exitCodeOf(problems);
  if (context.json) {
    const outcome = exit === EXIT.held ? 'held' : 'failed';
    const report = {
      version: 1,
      command: context.command,
      outcome,
      // null: it is not known
      changed: problems.some(({ code }) => code === 'outcome-unknown') ? null : false,
      next: [],
      problems: problemsJson(problems, context.given),
    };
    context.output.result(jsonText(report));
  } else context.output.refuse(describeProblems(problems, context.given));
  return exit;
}

/** Warnings never end a command; in JSON they are among its problems. */
export function warn(context: CommandContext, problems: readonly Problem[]): void {
  if (!context.json && !context.quiet && problems.length > 0)
    context.output.say(describeProblems(problems, context.given));
}
