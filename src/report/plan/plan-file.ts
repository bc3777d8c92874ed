import type { Plan } from '../../core/model/plan.ts';
import type { Presence, TableSight } from '../../core/model/presence.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { pathBase64, pathsBase64 } from '../path-base64.ts';
import { problemJson, problemsJson } from '../problems/describe-problem.ts';
import { plannedTaskJson } from './task-json.ts';

type Json = Readonly<Record<string, unknown>>;

/** The bytes of plan.json, wherever it is kept: on the table, by `--output`, between the steps of a job. */
export const planFileText = (plan: Plan): string => `${JSON.stringify(planJson(plan), null, 2)}\n`;

/** plan.json, as `schema/plan.schema.json` describes it. Keys in one order, so that the same plan is the same bytes. */
export function planJson(plan: Plan): Json {
  return {
    version: plan.version,
    run: plan.run,
    target: plan.target,
    base: plan.base,
    head: plan.head,
    inputs_digest: plan.inputsDigest,
    as_of: plan.asOf,
    tasks: plan.tasks.map(plannedTaskJson),
    agents: plan.agents.map(({ id, load }) => ({ id, load })),
    makespan: plan.makespan,
    lower_bound: plan.lowerBound,
    critical_path: plan.criticalPath,
    unassigned: plan.unassigned.map(({ task, missing }) => ({ task, missing })),
    left_out: plan.leftOut.map(({ id, kind, why }) => ({ id, kind, why })),
    silenced: silencedJson(plan.silenced),
    presence: presenceJson(plan.presence),
    notices: problemsJson(plan.notices),
    state: plan.state,
  };
}

const silencedJson = ({ dismissed, ignored }: Plan['silenced']): Json => ({
  dismissed: dismissed.map(({ id, kind, title, by, at, reason }) => ({
    id,
    kind,
    title,
    by,
    at: isoSeconds(at),
    reason,
  })),
  ignored: ignored.map(({ id, kind, commit }) => ({ id, kind, commit })),
});

function presenceJson(presence: Presence): Json {
  const { table } = presence;
  return {
    table: tableJson(table),
    branches: presence.branches.map((branch) => ({
      ref: branch.ref,
      name: branch.name,
      tip: branch.tip,
      author: branch.author,
      at: isoSeconds(branch.at),
      is_base: branch.isBase,
      shared_files: branch.sharedFiles,
      path_base64: pathsBase64(branch.sharedFiles),
      conflicts: branch.conflicts.map(({ path, lines }) => ({ path, path_base64: pathBase64(path), lines })),
      unpredicted: branch.unpredicted,
    })),
    stale_branches: presence.staleBranches.map(({ ref, name, tip, author, at, sharedFiles }) => ({
      ref,
      name,
      tip,
      author,
      at: isoSeconds(at),
      shared_files: sharedFiles,
      path_base64: pathsBase64(sharedFiles),
    })),
    branches_seen: presence.branchesSeen,
    branches_left_out: presence.branchesLeftOut,
    claims: presence.claims.map((claim) => ({
      claim: claim.claim,
      task: claim.task,
      title: claim.title,
      agent: claim.agent,
      holder: claim.holder,
      until: isoSeconds(claim.until),
      locks: claim.locks,
      shared_files: claim.sharedFiles,
      path_base64: pathsBase64(claim.sharedFiles),
    })),
    merge_order: presence.mergeOrder,
    branches_unseen: presence.unseen,
    committed_only: presence.committedOnly,
  };
}

/** What stands in the way is told among the problems of the command that stops for it; a plan goes on. */
function tableJson(table: TableSight): Json {
  if (table.kind === 'seen') return { ...table, at: isoSeconds(table.at) };
  if (table.kind === 'local' || table.problem === undefined) return { ...table };
  const { problem, ...rest } = table;
  return { ...rest, message: problemJson(problem)['message'] };
}
