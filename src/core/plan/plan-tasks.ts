import type { Agent } from '../model/agent.ts';
import type { PlannedTask } from '../model/plan.ts';
import { explainTask } from './explain-task.ts';
import { findDependencies, type NodeDependency } from './find-dependencies.ts';
import type { Schedule } from './schedule/schedule.ts';
import type { TaskNode } from './task-node.ts';

/** Puts together what the plan says of each task. */
export function planTasks(ask: {
  readonly nodes: readonly TaskNode[];
  readonly schedule: Schedule;
  readonly agents: readonly Agent[];
}): ReadonlyMap<TaskNode, PlannedTask> {
  const { nodes, schedule, agents } = ask;
  const dependencies = findDependencies(nodes, schedule);
  const waves = findWaves(nodes, schedule, dependencies);
  const plan = (node: TaskNode): PlannedTask =>
    planTask({ node, schedule, agents, on: dependencies.get(node) ?? [], wave: waves.get(node) ?? 0 });
  return new Map(nodes.map((node) => [node, plan(node)]));
}

function planTask(known: {
  readonly node: TaskNode;
  readonly schedule: Schedule;
  readonly agents: readonly Agent[];
  readonly on: readonly NodeDependency[];
  readonly wave: number;
}): PlannedTask {
  const { node, schedule, agents, on, wave } = known;
  const { task, claim, candidates } = node;
  const slot = schedule.slotOf(node);
  const dependsOn = on.map((one) => ({ on: one.node.task.id, why: one.why }));
  const readyAt = on.reduce(
    (latest, one) => Math.max(latest, schedule.slotOf(one.node).finish),
    node.release,
  );
  return {
    ...task,
    ...(slot.agent === undefined ? {} : { assigned: slot.agent }),
    start: slot.start,
    finish: slot.finish,
    wave,
    dependsOn,
    ...(claim === undefined ? {} : { waitsFor: claim.claim }),
    explain: explainTask({ task, slot, dependsOn, candidates, agents, claim, readyAt }),
  };
}

/** CI starts a wave when the one before is done: one more than the latest wave of what a task starts after. */
function findWaves(
  nodes: readonly TaskNode[],
  { slotOf }: Schedule,
  dependencies: ReadonlyMap<TaskNode, readonly NodeDependency[]>,
): ReadonlyMap<TaskNode, number> {
  const waves = new Map<TaskNode, number>();
  for (const node of nodes.toSorted((a, b) => slotOf(a).start - slotOf(b).start)) {
    const before = (dependencies.get(node) ?? []).map((one) => waves.get(one.node) ?? 0);
    waves.set(
      node,
      before.reduce((wave, other) => Math.max(wave, other + 1), 0),
    );
  }
  return waves;
}
