import { PRESET_NAMES, PRESET_PROGRAMS } from '../../core/agents/presets.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import { errorAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';

/** Whoever a task of a file asks for is configured, or known by name: a spelling mistake would leave it undone. */
export function checkTaskAgents(
  tasks: readonly Task[],
  { agents, roles }: Pick<Settings, 'agents' | 'roles'>,
  file: string,
): readonly Problem[] {
  const configured = agents.map(({ id }): string => id);
  const known = [...configured, ...Object.keys(roles), ...PRESET_PROGRAMS, ...PRESET_NAMES];
  return tasks.flatMap(({ id, agent }) => {
    if (agent === undefined || known.includes(agent)) return [];
    const near = nearest(agent, known);
    const data = { name: agent, known: configured, ...(near !== undefined && { nearest: near }) };
    return [errorAt({ file, key: `tasks.${id}.agent` }, 'unknown-agent', data)];
  });
}
