import type { AgentId, TaskId } from '../../core/model/ids.ts';
import type { PlannedTask } from '../../core/model/plan.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import { findConflicts } from '../../core/plan/find-conflicts.ts';
import { resolveCandidates } from '../../core/plan/resolve-candidates.ts';
import type { TaskCondition } from '../../core/run/judge-needs.ts';
import type { RunLimits } from '../../core/run/run-limits.ts';
import { type KnownEnd, type RunState, type RunTask, startingState } from '../../core/run/run-state.ts';
import type { With } from '../perform/run-context.ts';
import type { RunSettings } from '../perform/run-ground.ts';

/** A claim that nobody renews is over with its lease; one that is renewed longer than that is reported. */
const RETRY_LEASES = 1;

/** The plan as `decideRun` sees it. */
export function startingRun(context: StartingTasks): RunState {
  return startingState({
    tasks: tasksOfRun(context),
    agents: startable(context).map(({ id, atOnce }) => ({ id, atOnce, failedInARow: 0, barred: false })),
    limits: limitsOf(context.settings),
  });
}

export type StartingTasks = With<'agentSettings' | 'growth' | 'known' | 'plan' | 'roles' | 'settings'>;

const startable = ({ agentSettings }: With<'agentSettings'>): readonly AgentSettings[] =>
  [...agentSettings.values()].filter((agent) => agent.runnable && agent.command !== undefined);

/** The tasks as they are by now: in the plan's order of starts, with conflicts and candidates named. */
export function tasksOfRun(context: StartingTasks): readonly RunTask[] {
  const { plan, settings } = context;
  const runnable = startable(context);
  const tasks = [...plan.tasks].sort(
    (a, b) => a.start - b.start || plan.tasks.indexOf(a) - plan.tasks.indexOf(b),
  );
  const conflicts = findConflicts(tasks, settings.claims);
  return tasks.map((task, at) =>
    runTask({
      task,
      known: context.known.get(task.id)?.end,
      condition: context.growth.conditionOf(task.id),
      runnable,
      roles: context.roles,
      conflicts: namesOf(tasks, conflicts[at]),
    }),
  );
}

const namesOf = (tasks: readonly PlannedTask[], at: ReadonlySet<number> | undefined): readonly TaskId[] =>
  [...(at ?? [])].flatMap((index) => tasks[index]?.id ?? []);

function runTask(from: {
  readonly task: PlannedTask;
  readonly known: KnownEnd | undefined;
  readonly condition: TaskCondition | undefined;
  readonly runnable: readonly AgentSettings[];
  readonly roles: Settings['roles'];
  readonly conflicts: readonly TaskId[];
}): RunTask {
  const { task, runnable } = from;
  const resolved = resolveCandidates(task, runnable, from.roles);
  const fitting = resolved.agents.filter(({ runnable: can }) => can).map(({ id }) => id);
  // The plan's choice first; what it chose it chose for a reason.
  const candidates: readonly AgentId[] =
    task.assigned !== undefined && fitting.includes(task.assigned)
      ? [task.assigned, ...fitting.filter((id) => id !== task.assigned)]
      : fitting;
  const first = runnable.find(({ id }) => id === candidates[0]);
  return {
    id: task.id,
    needs: task.dependsOn.filter(({ why }) => why === 'needs').map(({ on }) => on),
    // Overlapping files are kept apart by `conflictsWith`, whichever comes first.
    after: task.dependsOn.filter(({ why }) => why === 'after' || why === 'kind').map(({ on }) => on),
    conflictsWith: from.conflicts,
    candidates,
    missing: resolved.missing,
    retries: task.retries ?? first?.retries ?? 1,
    ...(from.known === undefined ? {} : { known: from.known }),
    ...(from.condition === undefined ? {} : { condition: from.condition }),
    ...(task.forEach === undefined ? {} : { forEach: task.forEach }),
  };
}

const limitsOf = ({ limits, claims }: RunSettings): RunLimits => ({
  agents: limits.agents,
  agentsPerFile: claims.maxAgentsPerFile,
  agentMs: limits.minutes * 60_000,
  ...(limits.usd === undefined ? {} : { usd: limits.usd }),
  retryBudgetMs: claims.leaseMinutes * 60_000 * RETRY_LEASES,
  failuresInARow: 3,
  claimRetries: 5,
  setbacks: 5,
  backoff: { firstMs: 2_000, mostMs: 30_000 },
});
