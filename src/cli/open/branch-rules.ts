import type { ResultBranch } from '../../app/perform/run-ground.ts';
import type { MadePlan } from '../../app/plan/make-plan.ts';
import type { BranchRules } from '../../app/ports/forge.ts';
import { findBranchRules, warnOfBranch } from '../../app/run/warn-of-branch.ts';
import type { RefName } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import { findApi } from '../../github/find-api.ts';
import type { CommandContext } from '../command.ts';
import { findElsewhere } from './find-elsewhere.ts';
import type { OpenedTable } from './opened.ts';

/** Agents work for minutes; whoever starts them waits no longer for what only spares a detour. */
const BUDGET_MS = 2_000;

/** Where a token is at hand. */
function openRules({ env }: Pick<CommandContext, 'env'>, { table }: OpenedTable): BranchRules | undefined {
  const api = table.kind === 'remote' ? findApi(env) : undefined;
  if (api === undefined) return undefined;
  return {
    host: api.host,
    rulesOf: async (branch) => {
      const { readBranchRules } = await import('../../github/branch-rules.ts');
      return readBranchRules({ ...api, table: table.display, branch, timeoutMs: BUDGET_MS });
    },
  };
}

/** What the forge would refuse of a result branch. */
export const askBranchRules = (
  context: CommandContext,
  table: OpenedTable,
  ref: RefName,
): Promise<Problem | undefined> =>
  findBranchRules(ref, { store: table.store, forge: openRules(context, table) });

/** What stands in its way, for whoever starts nothing. */
export async function askObstacles(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly made: MadePlan;
  readonly branch: ResultBranch;
}): Promise<readonly Problem[]> {
  const { context, table } = ask;
  if (context.given.offline !== undefined) return [];
  const { claimant } = await table.session();
  const elsewhere = findElsewhere(table, ask.made);
  if (elsewhere !== undefined) return [{ ...elsewhere, severity: 'warning' }];
  const { cloneObstacle } = gitPublishing(table.repository, table.clone);
  return warnOfBranch({ ...ask, claimant, forge: openRules(context, table), cloneObstacle });
}
