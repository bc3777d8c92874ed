import { reviewPush } from '../../../app/review/review-push.ts';
import { pushedByVariables } from '../../../core/analyse/hook-calls.ts';
import { parsePushedRefs } from '../../../core/analyse/parse-pushed-refs.ts';
import type { WallTime } from '../../../core/model/time.ts';
import { tellPush } from '../../../report/hook/tell-push.ts';
import type { CommandContext } from '../../command.ts';
import { openPlanning } from '../../open/planning.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { type HookAnswer, type HookCall, NOTHING } from './hook-answer.ts';
import { describeHookProblems } from './hook-error.ts';

const TELLING = { table: 800, conflicts: 600 };
// Whoever wants to be stopped would rather wait; the hook as a whole has 5 s.
const REFUSING = { table: 3_500, conflicts: 600 };
const MAX_INPUT = 1_000_000;

/** Who else is on the pushed files: claims, which `enforce` refuses, and branches that will conflict. */
export async function askPrePush(call: HookCall, context: CommandContext): Promise<HookAnswer> {
  const told = parsePushedRefs(await readInput());
  const pushed = told.length > 0 ? told : pushedByVariables(call.env);
  if (pushed.length === 0) return NOTHING;
  const planning = await openPlanning(openWorkspace(call), {
    timeBudgetMs: call.enforce ? REFUSING : TELLING,
  });
  if (!planning.ok) return { said: describeHookProblems('pre-push', planning.problems) };
  const found = await reviewPush(planning.value, pushed);
  if (found.kind === 'nothing') return NOTHING;
  if (found.kind === 'problems') return { said: describeHookProblems('pre-push', found.problems) };
  const refused = call.enforce && found.presence.claims.length > 0;
  const { columns, colour } = context.output;
  const said = tellPush({ ...found, asOf: call.now.getTime() as WallTime, columns, colour, refused });
  return refused ? { said, refused } : { said };
}

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
