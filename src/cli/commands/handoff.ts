import { readHandoff } from '../../app/session/read-handoff.ts';
import { handoffJson, handoffText } from '../../report/claim/handoff.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { jsonText } from '../../report/json-text.ts';
import { type CommandContext, type CommandInput, configOf, type ExitCode } from '../command.ts';
import { openWorkspace } from '../open/workspace.ts';
import { refuse, warn } from '../refuse.ts';

/** `handoff <task>`: what a finished task left to those that build on it. */
export async function runHandoff(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const [name] = input.operands;
  if (name === undefined) {
    const data = { message: 'no task is named', remedy: 'agentic-plan handoff <task>' };
    return refuse(context, [{ code: 'usage', data }]);
  }
  const table = await openWorkspace(context).table({ configFile: configOf(input), writes: false });
  if (!table.ok) return refuse(context, table.problems);
  warn(context, table.warnings);
  const { claimant } = await table.value.session();
  const read = await readHandoff(claimant, name);
  if (!read.ok) return refuse(context, read.problems);
  context.output.result(context.json ? jsonText(handoffJson(read.value)) : handoffText(read.value));
  return EXIT.done;
}
