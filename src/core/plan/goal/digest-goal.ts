import type { Oid } from '../../model/ids.ts';
import type { Digest } from '../../model/plan.ts';
import { digestOf } from '../digest-inputs.ts';
import type { Planner } from './choose-planner.ts';
import type { GoalBrief } from './goal-brief.ts';

/** Another way to ask, or to judge answers, is another question. */
const VERSION = 1;

/**
 * What tasks for a goal depend on: the goal, the tree, who is asked how, and who may do them. What changes by the hour
 * (who holds what, what the rules found) is told to the agent and is no part of it: the same goal on the same tree has the same tasks.
 */
export const digestGoal = (asked: {
  readonly brief: Pick<GoalBrief, 'goal' | 'sprintGoal' | 'agents' | 'fromTeam'>;
  readonly tree: Oid;
  readonly planner: Planner;
}): Digest => {
  const { brief, tree, planner } = asked;
  const { goal, sprintGoal, fromTeam } = brief;
  return digestOf({
    version: VERSION,
    goal,
    sprintGoal,
    fromTeam,
    tree,
    planner: { id: planner.id, command: planner.command, model: planner.model },
    agents: brief.agents.map(({ id, skills, languages, paths }) => ({ id, skills, languages, paths })),
  });
};
