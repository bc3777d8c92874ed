import type { MadePlan } from '../../app/make-plan.ts';
import { readTable } from '../../app/opening/read-table.ts';
import type { ResultBranch } from '../../app/perform/run-context.ts';
import type { RefName } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { judgeBranchRules } from '../../core/run/judge-branch-rules.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import { findApi } from '../../github/find-api.ts';
import type { CommandContext } from '../command.ts';
import { openSessionClaimant } from './session.ts';
import type { OpenedTable } from './workspace.ts';

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
  const branch = shortBranch(ref);
  const { readBranchRules } = await import('../../github/branch-rules.ts');
  const rules = await readBranchRules({ ...api, table: table.display, branch, timeoutMs: BUDGET_MS });
  if (rules.length === 0) return undefined;
  const listed = await store.list([ref]);
  const broken = judgeBranchRules(rules, { branch, exists: listed.ok && listed.value.has(ref) });
  return broken.length === 0
    ? undefined
    : problemOf('branch-rules', { branch, host: api.host, rules: broken });
}

/** The same, and what stands in the branch's way, for whoever starts nothing; as warnings. */
export async function findObstacles(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly made: MadePlan;
  readonly branch: ResultBranch;
}): Promise<readonly Problem[]> {
  const { context, table, made, branch } = ask;
  if (context.given.offline !== undefined) return [];
  const claimant = await openSessionClaimant(context, table);
  const [ruled, seen, here] = await Promise.all([
    findBranchRules(context, table, branch.ref),
    readTable({ claimant, run: made.plan.run, branch, ids: new Set() }),
    branch.in === 'clone'
      ? gitPublishing(table.repository, table.clone).cloneObstacle(branch.ref)
      : undefined,
  ]);
  const other = seen.ok ? seen.value.inTheWay : undefined;
  const detail = here ?? (other && `there is a branch ${shortBranch(other)}`);
  const name = shortBranch(branch.ref);
  const frame = { severity: 'warning' } as const;
  return [
    ...(detail === undefined ? [] : [problemOf('result-branch-taken', { branch: name, detail }, frame)]),
    ...(ruled === undefined ? [] : [{ ...ruled, ...frame }]),
  ];
}
