import { deriveTasks } from '../core/analyse/derive-tasks.ts';
import { expandWorkflows } from '../core/analyse/expand-workflows.ts';
import type { Change } from '../core/model/change.ts';
import type { Plan } from '../core/model/plan.ts';
import type { Checked } from '../core/model/problem.ts';
import type { AgentSettings, Settings } from '../core/model/settings.ts';
import type { Task } from '../core/model/task.ts';
import { isoSeconds } from '../core/model/time.ts';
import { assemblePlan } from '../core/plan/assemble-plan.ts';
import { nameRun } from '../core/plan/name-run.ts';
import { findNotices } from './find-notices.ts';
import type { PlanDeps, PlanOptions } from './plan-deps.ts';
import type { Base } from './ports/repository.ts';
import { readGround } from './read-ground.ts';
import { readProjectState } from './read-project-state.ts';

/** A plan and what it was made from, for screens and for `run`. */
export interface MadePlan {
  readonly plan: Plan;
  readonly base: Base;
  readonly changes: readonly Change[];
  readonly settings: Settings;
  /** Who may be asked: configured, else found on PATH. */
  readonly agents: readonly AgentSettings[];
  /** Not part of the plan; absent: counting took too long. */
  readonly uncommitted?: number;
  /** Commits that `run` would publish for the first time. */
  readonly unpushed: number;
}

/** Read, then decide: everything a plan needs is asked first, as much as possible at once; the rest is pure. */
export async function makePlan(deps: PlanDeps, options: PlanOptions): Promise<Checked<MadePlan>> {
  const ground = await readGround(deps, options);
  if (!ground.ok) return ground;
  const { base, settings, changes, agents, given } = ground.value;
  const { repository } = deps;
  const range = { base: base.commit, head: repository.place.head };
  const [presence, reading, uncommitted, unpushed] = await Promise.all([
    deps.look({ base, head: range.head, changes, settings, offline: options.offline }),
    given === undefined ? readProjectState({ repository, range, changes, settings }) : undefined,
    repository.countUncommitted(),
    repository.countUnpushed(range.head),
  ]);
  const { tasks, leftOut } = decideTasks({ given, settings, changes, state: reading?.state });
  const target = repository.place.target;
  const plan = assemblePlan({
    run: nameRun({ target, head: range.head, settings, tasks }),
    target,
    ...range,
    asOf: isoSeconds(deps.now()),
    tasks,
    agents,
    roles: settings.roles,
    limits: {
      agents: settings.limits.agents,
      agentsPerFile: settings.claims.maxAgentsPerFile,
      mergeable: settings.claims.mergeable,
      ignore: settings.claims.ignore,
    },
    presence,
    leftOut,
    notices: [
      ...(reading?.problems ?? []),
      ...findNotices({ changes, settings, fromBase: options.pullRequestBase !== undefined }),
    ],
  });
  const counted = uncommitted === undefined ? { unpushed } : { unpushed, uncommitted };
  return {
    ok: true,
    warnings: ground.warnings,
    value: { plan, base, changes, settings, agents, ...counted },
  };
}

/** A task file stands for itself; else what the rules derive, and the workflows, which are never cut. */
function decideTasks(ask: {
  readonly given: readonly Task[] | undefined;
  readonly settings: Settings;
  readonly changes: readonly Change[];
  readonly state: Parameters<typeof deriveTasks>[0]['state'] | undefined;
}): { readonly tasks: readonly Task[]; readonly leftOut: Plan['leftOut'] } {
  const { given, settings, changes, state } = ask;
  if (given !== undefined || state === undefined) return { tasks: given ?? [], leftOut: [] };
  const derived = deriveTasks({ state, rules: settings.rules, limit: settings.limits.tasks });
  const flows = expandWorkflows({ workflows: settings.workflows, changes });
  return { tasks: [...derived.tasks, ...flows], leftOut: derived.leftOut };
}
