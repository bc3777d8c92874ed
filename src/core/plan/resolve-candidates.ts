import type { Agent } from '../model/agent.ts';
import { compareText } from '../model/compare-text.ts';
import type { AgentId } from '../model/ids.ts';
import type { Missing } from '../model/reasons.ts';
import type { RoleSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import { findMissing } from './fit-agents.ts';

/** Who may do a task. No candidates: `missing` says what nobody has, or there is nobody at all. */
export interface Candidates {
  readonly agents: readonly Agent[];
  readonly missing: readonly Missing[];
}

/** Agents that can be started come alone where there are any; a role without a player plays itself. */
export function resolveCandidates(
  task: Task,
  agents: readonly Agent[],
  roles: Readonly<Record<string, RoleSettings>>,
): Candidates {
  const name = task.role;
  const role = name !== undefined && Object.hasOwn(roles, name) ? roles[name] : undefined;
  const own = agents.filter((agent) => agent.id === name && agent.origin !== 'role');
  const pool = agents.filter((agent) => agent.origin !== 'role');
  const fitting = pool.filter((agent) => findMissing(task, agent, role).length === 0);
  const startable = fitting.filter((agent) => agent.runnable);
  const named = own.filter((agent) => startable.includes(agent));
  if (named.length > 0) return { agents: named, missing: [] };
  if (startable.length > 0) return { agents: startable, missing: [] };
  if (own.some((agent) => fitting.includes(agent))) return { agents: own, missing: [] };
  if (fitting.length > 0) return { agents: fitting, missing: [] };
  if (name !== undefined && task.agent === undefined) return { agents: [playItself(name)], missing: [] };
  return { agents: [], missing: leastMissing(task, pool, role) };
}

/** A known role name that nobody plays stands as the agent of its tasks. */
const playItself = (name: string): Agent => ({
  id: name as AgentId,
  skills: {},
  languages: [],
  paths: [],
  atOnce: 1,
  origin: 'role',
  runnable: false,
});

/** What the agent that lacks least would need: one way to make the task possible, not all of them. */
function leastMissing(
  task: Task,
  agents: readonly Agent[],
  role: RoleSettings | undefined,
): readonly Missing[] {
  const lists = agents.map((agent) => findMissing(task, agent, role));
  lists.sort((a, b) => a.length - b.length || compareText(a.join('\n'), b.join('\n')));
  return lists[0] ?? [];
}
