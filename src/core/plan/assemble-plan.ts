import type { Agent } from '../model/agent.ts';
import { compareText } from '../model/compare-text.ts';
import type { AgentId, RepoPath, TaskId } from '../model/ids.ts';
import type { Plan, PlannedTask } from '../model/plan.ts';
import type { Task } from '../model/task.ts';
import { findCaseClashes } from '../paths/find-case-clashes.ts';
import { literalPattern, matchPaths } from '../paths/match-paths.ts';
import { digestOf } from './digest-inputs.ts';
import { expertise } from './fit-agents.ts';
import { normalizeInput } from './normalize-input.ts';
import { orderTasks } from './order-tasks.ts';
import type { PlanInput } from './plan-input.ts';
import { planTasks } from './plan-tasks.ts';
import { lowerBound } from './schedule/lower-bound.ts';
import type { Schedule } from './schedule/schedule.ts';
import { scheduleTasks } from './schedule/schedule-tasks.ts';
import { linkTasks, type TaskNode } from './task-node.ts';

/** Tasks, agents, claims in force and limits in; who does what when out. Pure: same inputs in any order, same bytes. */
export function assemblePlan(given: PlanInput): Plan {
  const input = normalizeInput(given);
  const { tasks, agents } = input;
  const nodes = linkTasks(input);
  const schedule = scheduleTasks({ nodes, limits: input.limits, fit: fitOf(input) });
  const planned = planTasks({ nodes, schedule, agents });
  const capacity = Math.min(input.limits.agents, capacityOf(nodes));
  return {
    version: 1,
    run: input.run,
    target: input.target,
    base: input.base,
    head: input.head,
    inputsDigest: digestOf(input),
    asOf: input.asOf,
    tasks: orderTasks(nodes).flatMap((node) => planned.get(node) ?? []),
    agents: loadsOf(agents, schedule),
    makespan: schedule.makespan,
    lowerBound: lowerBound(nodes, capacity),
    criticalPath: criticalPath([...planned.values()]),
    unassigned: nodes
      .filter((node) => schedule.slotOf(node).agent === undefined)
      .map(({ task, candidates }) => ({ task: task.id, missing: candidates.missing })),
    leftOut: input.leftOut ?? [],
    silenced: input.silenced ?? { dismissed: [], ignored: [] },
    presence: input.presence,
    notices: [...(input.notices ?? []), ...findCaseClashes(tasks.flatMap((task) => task.files))],
    ...(input.state === undefined ? {} : { state: input.state }),
  };
}

/** Who worked on these paths lately suits best, then who is made for the task. */
function fitOf({ contexts }: PlanInput): (task: Task, agent: Agent) => number {
  const known = new Map<AgentId, readonly RepoPath[]>(
    (contexts ?? []).map((context) => [context.agent, context.paths]),
  );
  return (task, agent) => {
    const paths = known.get(agent.id) ?? [];
    const patterns = [...task.writes, ...task.reads, ...task.files.map(literalPattern)];
    const held = paths.length > 0 && paths.some(matchPaths(patterns)) ? 100 : 0;
    return held + expertise(task, agent);
  };
}

/** Tasks that may run at once; where nobody does some of them, those are no one's limit. */
function capacityOf(nodes: readonly TaskNode[]): number {
  const agents = new Map(
    nodes.flatMap(({ candidates }) => candidates.agents.map((agent) => [agent.id, agent.atOnce])),
  );
  if (nodes.some(({ candidates }) => candidates.agents.length === 0)) return Number.POSITIVE_INFINITY;
  return [...agents.values()].reduce((sum, atOnce) => sum + atOnce, 0);
}

function loadsOf(agents: readonly Agent[], { loads }: Schedule): Plan['agents'] {
  const ids = new Set([
    ...agents.filter((agent) => agent.origin !== 'role').map((agent) => agent.id),
    ...loads.keys(),
  ]);
  return [...ids].sort(compareText).map((id) => ({ id, load: loads.get(id) ?? 0 }));
}

/** The longest chain of tasks that start after one another, first to last. */
function criticalPath(tasks: readonly PlannedTask[]): readonly TaskId[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const latest = (list: readonly (PlannedTask | undefined)[]): PlannedTask | undefined =>
    list
      .filter((task) => task !== undefined)
      .sort((a, b) => b.finish - a.finish || compareText(a.id, b.id))[0];
  const path: TaskId[] = [];
  for (let at = latest(tasks); at !== undefined; at = latest(at.dependsOn.map(({ on }) => byId.get(on)))) {
    path.unshift(at.id);
  }
  return path;
}
