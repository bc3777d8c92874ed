import type { Claimant } from '../../app/claim/claimant.ts';
import type { Forge } from '../../app/ports/forge.ts';
import { type CiHolder, type Holder, holderKey } from '../../core/claim/holder.ts';
import { LONGEST_BRANCH } from '../../core/claim/record.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { type Limits, limitsNow } from '../../process/limits.ts';
import type { Call, OpenedTable } from './opened.ts';

// For one use case, within the command's budget. A command gives up in time for the shells of agents, which stop it after
// 10 to 120 s.
const COMMAND_RETRY_MS = 20_000;

/**
 * A claimant for one holder: a session remembers in a file, a process in itself. With `env` the repository's host is asked
 * about CI runs whose claims stand in the way.
 */
export async function openClaimant(table: OpenedTable, holder: Holder, env?: Call['env']): Promise<Claimant> {
  const [
    { realMachine },
    { fileHolderMemory, fileSightings, holderFile },
    { isKnownDead },
    { processMemory },
  ] = await Promise.all([
    import('../../process/machine.ts'),
    import('../../process/holder/claim-files.ts'),
    import('../../process/holder/choose-holder.ts'),
    import('../../app/claim/claimant.ts'),
  ]);
  const memory =
    holder.kind === 'process'
      ? processMemory()
      : fileHolderMemory(holderFile(table.repository.memory, holderKey(holder)));
  return {
    store: table.store,
    machine: realMachine(),
    holder,
    ...branchOf(table, env),
    memory,
    sightings: fileSightings(table.repository.path),
    isKnownDead: async (other) =>
      (await isKnownDead(other)) || (other.kind === 'ci' && (await isRunOver(other, table, env))),
    retryBudgetMs: COMMAND_RETRY_MS,
    ...budgetOf(limitsNow()),
  };
}

/** In CI a checkout often has no branch; the runner says then whose change it is. */
function branchOf({ clone: { head } }: OpenedTable, env: Call['env'] = {}): Pick<Claimant, 'branch'> {
  const said =
    env['GITHUB_ACTIONS'] === 'true' ? env['GITHUB_HEAD_REF'] || env['GITHUB_REF_NAME'] : undefined;
  const branch = head.kind === 'detached' ? said : shortBranch(head.ref);
  return branch && branch.length <= LONGEST_BRANCH ? { branch: branch.toWellFormed() } : {};
}

const budgetOf = (limits: Limits | undefined): Pick<Claimant, 'budget'> =>
  limits ? { budget: { leftMs: () => limits.budget.networkLeftMs(), hurried: limits.interrupted } } : {};

const forges = new WeakMap<OpenedTable, Forge>();

/** Nothing of it is loaded before a claim of a CI run is met. */
async function isRunOver(
  holder: CiHolder,
  table: OpenedTable,
  env: Call['env'] | undefined,
): Promise<boolean> {
  if (env === undefined || table.table.kind !== 'remote') return false;
  let forge = forges.get(table);
  if (forge === undefined) {
    const [{ findApi }, { githubForge }] = await Promise.all([
      import('../../github/find-api.ts'),
      import('../../github/run-attempts.ts'),
    ]);
    const api = findApi(env);
    if (api === undefined) return false;
    forge = githubForge({ ...api, table: table.table.display });
    forges.set(table, forge);
  }
  return (await forge.isAttemptOver(holder)) === 'over';
}
