import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import type { WallTime } from '../../../core/model/time.ts';
import { wallTime } from '../../../core/model/time.ts';
import type { Refusal } from '../../../core/run/refusal-note.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { publishedJson, publishedText } from '../../../report/run/published.ts';
import { clock } from '../../../report/times.ts';
import type { CommandContext, ExitCode } from '../../command.ts';
import { notesOf } from '../../open/notes.ts';
import { placesOf } from '../../open/run.ts';
import { warn } from '../../refuse.ts';
import { bringWaiting, type WaitingAsk } from './bring-waiting.ts';

/** The same as a word of warning. */
const refusedBefore = ({ branch, table, said, at }: Refusal, now: WallTime): Problem =>
  problemOf('refused-before', { branch: shortBranch(branch), table, said, when: `at ${clock(at, now)}` });

/**
 * Where the server refused this branch before, what waits for it is brought there first: that is work, and no trial.
 * Refused again, no agent starts, and this is the end. `undefined`: the run goes on.
 */
export async function bringRefused(
  context: CommandContext,
  ready: Pick<WaitingAsk, 'table' | 'made'> & { readonly worktrees: string | undefined },
): Promise<ExitCode | undefined> {
  const { table, made, worktrees } = ready;
  const { ref } = placesOf({ context, table, made }).branch;
  const refusal = await notesOf(table.clone).refusal(ref);
  if (refusal === undefined || refusal.table !== table.table.display) return undefined;
  const before = refusedBefore(refusal, wallTime(context.now.getTime()));
  const place = worktrees === undefined ? {} : { worktrees };
  const brought = await bringWaiting({ context, table, made, ...place, withFinished: false });
  // the run itself meets what keeps it from being opened, and says so
  if (!brought.ok) return undefined;
  const { runs, result } = brought.value;
  if (runs.length === 0) warn(context, [before]);
  else if (result.commit !== undefined && !context.json) context.output.say(publishedText(brought.value));
  if (runs.length === 0 || result.commit !== undefined) return undefined;
  const report = { ...brought.value, problems: [...brought.value.problems, before] };
  context.output.result(context.json ? JSON.stringify(publishedJson(report)) : publishedText(report));
  return EXIT.found;
}
