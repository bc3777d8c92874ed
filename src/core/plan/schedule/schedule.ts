import type { Agent } from '../../model/agent.ts';
import type { AgentId } from '../../model/ids.ts';
import type { Task } from '../../model/task.ts';
import type { TaskNode } from '../task-node.ts';

/** Tasks to be scheduled, and what holds for all of them. */
export interface ScheduleInput {
  readonly nodes: readonly TaskNode[];
  readonly limits: { readonly agents: number; readonly agentsPerFile: number };
  /** How well an agent suits a task: higher is better; compared before load. */
  readonly fit: (task: Task, agent: Agent) => number;
}

/** When a task is done, in minutes from now, and by whom. */
export interface Slot {
  readonly start: number;
  readonly finish: number;
  readonly agent?: AgentId;
}

export interface Schedule {
  /** Of every task. */
  readonly slotOf: (node: TaskNode) => Slot;
  readonly loads: ReadonlyMap<AgentId, number>;
  readonly makespan: number;
}
