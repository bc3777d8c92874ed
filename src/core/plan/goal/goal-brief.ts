import type { Agent } from '../../model/agent.ts';
import type { Plan } from '../../model/plan.ts';
import type { ClaimPresence } from '../../model/presence.ts';
import type { Problem } from '../../model/problem.ts';

/** Everything that an agent is told which is to cut a goal into tasks. Texts of people, documents and agents are data. */
export interface GoalBrief {
  readonly goal: string;
  /** The sprint goal of the configuration. */
  readonly sprintGoal?: string;
  /** Of the tree, in lines. */
  readonly outline: readonly string[];
  /** What the rules ask for on this branch, and who else is on its files. */
  readonly plan: Plan;
  /** All claims of others that are in force. */
  readonly claims: readonly ClaimPresence[];
  readonly agents: readonly Agent[];
  /** The team's test command, as people write it. */
  readonly verify?: string;
  /** What the team tells this agent. */
  readonly fromTeam?: string;
  /** What it answered before, and what is wrong with that. */
  readonly earlier?: EarlierAnswer;
}

export interface EarlierAnswer {
  /** '' where there was none. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** Where the agent finds and leaves things; absolute. */
export interface GoalPlaces {
  readonly answerFile: string;
  readonly outputFile: string;
}
