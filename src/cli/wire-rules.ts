import type { RefName } from '../core/model/ids.ts';
import { type Problem, problemOf } from '../core/model/problem.ts';
import { judgeBranchRules } from '../core/run/judge-branch-rules.ts';
import { findApi } from '../github/find-api.ts';
import type { CommandContext } from './command.ts';
import type { OpenedTable } from './wire.ts';

/** Agents work for minutes; whoever starts them waits no longer for what only spares a detour. */
const BUDGET_MS = 2_000;

/** What the forge's rules would refuse of the result branch, where a token is at hand; nothing is sent to find out. */
export async function findBranchRules(
  { env }: Pick<CommandContext, 'env'>,
  { table, store }: Pick<OpenedTable, 'table' | 'store'>,
  ref: RefName,
): Promise<Problem | undefined> {
  const api = table.kind === 'remote' ? findApi(env) : undefined;
  if (api === undefined) return undefined;
  const branch = ref.replace('refs/heads/', '');
  const { readBranchRules } = await import('../github/branch-rules.ts');
  const rules = await readBranchRules({ ...api, table: table.display, branch, timeoutMs: BUDGET_MS });
  if (rules.length === 0) return undefined;
  const listed = await store.list([ref]);
  const broken = judgeBranchRules(rules, { branch, exists: listed.ok && listed.value.has(ref) });
  return broken.length === 0
    ? undefined
    : problemOf('branch-rules', { branch, host: api.host, rules: broken });
}
