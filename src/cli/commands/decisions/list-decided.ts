import { listDecisions } from '../../../app/decisions/keep-decisions.ts';
import { decidedJson, decidedText } from '../../../report/decisions/decided.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { refuse, warn } from '../../refuse.ts';
import { openDecisions } from './open-decisions.ts';

/** `dismiss --list`: what people decided, oldest first. */
export async function listDecided(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const opened = await openDecisions(context, input, { writes: false });
  if (!opened.ok) return refuse(context, opened.problems);
  warn(context, opened.warnings);
  const { claimant, table } = opened.value;
  const listed = await listDecisions(claimant);
  if (!listed.ok) return refuse(context, listed.problems);
  const report = {
    table: table.table.display,
    decisions: listed.value.map(({ decision }) => decision),
    now: claimant.machine.now().wall,
    given: context.given,
  };
  context.output.result(context.json ? jsonText(decidedJson(report)) : decidedText(report));
  return EXIT.done;
}
