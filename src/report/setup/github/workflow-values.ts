import type { Installed } from '../../../core/agents/presets/preset.ts';
import type { ActionPin } from './action-pins.ts';

/** What the workflow is made of; everything else in it is the same for all. */
export interface WorkflowValues {
  /** Our own Action. */
  readonly action: ActionPin;
  readonly waves: number;
  readonly agents: readonly AgentInCi[];
  /** Jobs of a wave at the same time. */
  readonly atOnce: number;
  /** Of a job that runs an agent. */
  readonly workMinutes: number;
}

/** An agent as a job of CI starts it. */
export interface AgentInCi {
  readonly name: string;
  /** Absent: the team's own set-up brings it. */
  readonly install?: Installed;
  /** Without it no task is given to the agent. */
  readonly secret?: string;
  /** Further variables that its step gets from secrets of the same name. */
  readonly more: readonly string[];
}
