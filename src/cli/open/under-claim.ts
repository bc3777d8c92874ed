import { sessionNotesPath } from '../../git/private-place.ts';
import { agentOfSession } from '../../process/holder/choose-holder.ts';
import { runWrapped } from '../../process/start/run-wrapped.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';
import { placeOwnProgram } from './own-program.ts';

/** What the agent of this session is called where nobody says so; undefined: a person, or an agent unknown to us. */
export const agentHere = (
  { env }: Pick<CommandContext, 'env'>,
  { clone }: Pick<OpenedTable, 'clone'>,
): Promise<string | undefined> => agentOfSession(env, sessionNotesPath(clone));

/** Runs a person's own command under a claim; it finds our own program, however we were started. */
export async function runUnderClaim(
  on: { readonly context: CommandContext; readonly table: OpenedTable },
  call: Omit<Parameters<typeof runWrapped>[0], 'programs'>,
): Promise<number> {
  const program = await placeOwnProgram(on.context, on.table);
  return runWrapped({ ...call, programs: program?.folder });
}
