import type { AgentId } from '../model/ids.ts';
import type { RunAction } from './run-action.ts';
import type { AgentStanding } from './run-limits.ts';
import type { RunState, TaskProgress } from './run-state.ts';

/** The state after an event, and what is to be done because of it. */
export interface Decision {
  readonly state: RunState;
  readonly actions: readonly RunAction[];
}

export const unchanged = (state: RunState): Decision => ({ state, actions: [] });

/** The state with one task's progress replaced. */
export const withTask = (state: RunState, progress: TaskProgress): RunState => ({
  ...state,
  tasks: state.tasks.map((old) => (old.task.id === progress.task.id ? progress : old)),
});

/** The state with one agent's standing changed. */
export const withAgent = (
  state: RunState,
  id: AgentId,
  change: (standing: AgentStanding) => AgentStanding,
): RunState => ({ ...state, agents: state.agents.map((old) => (old.id === id ? change(old) : old)) });
