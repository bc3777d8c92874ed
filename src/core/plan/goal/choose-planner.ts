import type { AgentSettings, RoleSettings } from '../../model/settings.ts';
import type { AgentCommand } from '../../model/task.ts';

/** AgenticScrum's name of the Scrum Master. */
const PLANNER_ROLE = 'sma';

/** An agent that can be started. */
export type Planner = AgentSettings & { readonly command: AgentCommand };

/**
 * Who is asked for the tasks of a goal: the agent of that name; whoever the role names, in its order; who has its skills;
 * a generalist; else the first that can be started. `undefined`: nobody can.
 */
export function choosePlanner(
  agents: readonly AgentSettings[],
  roles: Readonly<Record<string, RoleSettings>>,
): Planner | undefined {
  const role = Object.hasOwn(roles, PLANNER_ROLE) ? roles[PLANNER_ROLE] : undefined;
  const able = agents.filter(isPlanner);
  const named = (role?.agents ?? []).flatMap((id) => able.find((agent) => agent.id === id) ?? []);
  const skills = Object.entries(role?.skills ?? {});
  return (
    able.find(({ id }) => id === PLANNER_ROLE) ??
    named[0] ??
    able.find((agent) => skills.length > 0 && skills.every((skill) => hasSkill(agent, skill))) ??
    able.find((agent) => Object.keys(agent.skills).length === 0) ??
    able[0]
  );
}

const isPlanner = (agent: AgentSettings): agent is Planner => agent.runnable && agent.command !== undefined;

const hasSkill = ({ skills }: AgentSettings, [name, level]: readonly [string, number]): boolean =>
  Object.hasOwn(skills, name) && (skills[name] ?? 0) >= level;
