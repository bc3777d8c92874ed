import { readStatus } from '../../../app/session/read-status.ts';
import type { Around } from '../../../report/plan/around-section.ts';
import type { CommandContext } from '../../command.ts';
import { readBranchesIn } from '../../open/branches.ts';
import { openWorkspace } from '../../open/workspace.ts';

/** Who is at work here, for a branch that has nothing to plan; `undefined`: nobody could look. */
export async function lookAround(
  context: CommandContext,
  configFile: string | undefined,
): Promise<Around | undefined> {
  const how = { writes: false, ...(configFile === undefined ? {} : { configFile }) };
  const table = await openWorkspace(context).table(how);
  if (!table.ok) return undefined;
  const { claimant } = await table.value.session();
  const [seen, branches] = await Promise.all([
    readStatus({ claimant, paths: [] }),
    readBranchesIn(table.value.clone),
  ]);
  if (!seen.ok) return undefined;
  return {
    table: table.value.table.display,
    claims: seen.value.claims,
    branches: branches.ok ? branches.value : undefined,
  };
}
