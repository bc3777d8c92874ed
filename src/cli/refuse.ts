import type { Problem } from '../core/model/problem.ts';
import { InternalError } from '../core/model/unreachable.ts';
import { jsonText } from '../report/json-text.ts';
import { describeProblems, problemsJson } from '../report/problems/describe-problem.ts';
import type { CommandContext, ExitCode } from './command.ts';

/** Ends a command that cannot go on: all problems at once, on stderr, or in the one JSON object on stdout. */
export function refuse(
  context: CommandContext,
  ask: { readonly command: string; readonly problems: readonly Problem[]; readonly exit: ExitCode },
): ExitCode {
  const { command, problems, exit } = ask;
  if (problems.length === 0) throw new InternalError(`${command} refused without a reason`);
  if (context.json) {
    const outcome = exit === 3 ? 'held' : 'failed';
    const report = {
      version: 1,
      command,
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

// 4: the world failed. What the user has to change is 2.
const USAGE = new Set<Problem['code']>([
  'bad-remote',
  'remote-ambiguous',
  'usage',
  'no-paths',
  'unsafe-path',
]);
const WORLD = new Set<Problem['code']>([
  'git-failed',
  'out-of-time',
  'git-missing',
  'git-too-old',
  'disk',
  'file-unreadable',
  'folder-gone',
  'base-unseen',
  'git-folder-missing',
  'repository-damaged',
  'index-damaged',
]);

/** The exit code that problems met while opening a repository ask for. */
export const openingExit = (problems: readonly Problem[]): ExitCode =>
  problems.some(({ code }) => WORLD.has(code)) && !problems.some(({ code }) => USAGE.has(code)) ? 4 : 2;
