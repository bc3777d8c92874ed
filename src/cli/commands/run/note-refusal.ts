import type { BranchEnd } from '../../../app/perform/ending/branch-end.ts';
import type { RefName } from '../../../core/model/ids.ts';
import { datumOf, type Problem } from '../../../core/model/problem.ts';
import { wallTime } from '../../../core/model/time.ts';
import type { CommandContext } from '../../command.ts';
import { notesOf } from '../../open/notes.ts';
import type { OpenedTable } from '../../open/opened.ts';

/** What a server says to a branch, and not to whoever pushes, or for the moment. */
const REFUSALS = new Set<Problem['code']>(['protected-branch', 'hook-declined']);

/** Remembers that the server refused a result branch; and forgets it, once it took one. */
export async function noteRefusal(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly branch: RefName;
  readonly end: BranchEnd | undefined;
}): Promise<void> {
  const { context, table, branch, end } = ask;
  const notes = notesOf(table.clone);
  if (end?.kind === 'moved') return notes.dropRefusal(branch);
  if (end?.kind !== 'not-moved' || !REFUSALS.has(end.problem.code)) return;
  const said = datumOf(end.problem, 'said');
  await notes.saveRefusal({
    branch,
    table: table.table.display,
    code: end.problem.code,
    said: typeof said === 'string' ? said : '',
    at: wallTime(context.now.getTime()),
  });
}
