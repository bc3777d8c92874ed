import { reviewPush } from '../../app/review-push.ts';
import { parsePushedRefs } from '../../core/analyse/parse-pushed-refs.ts';
import type { WallTime } from '../../core/model/time.ts';
import { escapeText } from '../../report/escape.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { OUT_OF_TIME, tellNoLook, tellPush, unknownHook } from '../../report/hook/tell-push.ts';
import { describeProblem } from '../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { problemOfError } from '../open/failure.ts';
import { openPlanning } from '../open/planning.ts';
import { openWorkspace } from '../open/workspace.ts';

// A hook has 1.5 s in all; starting node took its part before we could look at a clock.
const DEADLINE_MS = 1_200;
const BUDGET = { table: 800, conflicts: 600 };
const MAX_INPUT = 1_000_000;

/** `hook pre-push`: says who else is on the pushed files. Whatever happens to us, the push goes on: always exit code 0. */
export async function runHook(context: CommandContext, { operands }: CommandInput): Promise<ExitCode> {
  const name = operands[0] ?? '';
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve(tellNoLook(OUT_OF_TIME)), DEADLINE_MS).unref();
  });
  const said = await Promise.race([
    name === 'pre-push' ? review(context) : tellNoLook(unknownHook(escapeText(name))),
    late,
  ]);
  if (said !== '') context.output.say(said);
  return EXIT.done;
}

async function review(context: CommandContext): Promise<string> {
  try {
    const pushed = parsePushedRefs(await readInput());
    if (pushed.length === 0) return '';
    const planning = await openPlanning(openWorkspace(context), { timeBudgetMs: BUDGET });
    if (!planning.ok) return tellNoLook(planning.problems.map(firstLine).join('; '));
    const found = await reviewPush(planning.value, pushed);
    if (found.kind === 'nothing') return '';
    if (found.kind === 'problems') return tellNoLook(found.problems.map(firstLine).join('; '));
    const { columns, colour } = context.output;
    return tellPush({ ...found, asOf: context.now.getTime() as WallTime, columns, colour });
  } catch (error) {
    const problem = problemOfError(error);
    if (problem) return tellNoLook(firstLine(problem));
    return tellNoLook(escapeText(error instanceof Error ? error.message : String(error), 200));
  }
}

const firstLine = (problem: Parameters<typeof describeProblem>[0]): string =>
  describeProblem(problem).split('\n', 1)[0] ?? '';

/** What git says on standard input; a terminal says nothing. */
async function readInput(): Promise<string> {
  if (process.stdin.isTTY) return '';
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_INPUT) break;
  }
  return text;
}
