import { PRESET_NAMES, PRESET_PROGRAMS } from '../../core/agents/presets.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import { errorAt, warningAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';

type Known = Pick<Settings, 'agents' | 'roles'>;

/**
 * Whoever a task of a file asks for is configured, or known by name: a spelling mistake would leave it undone. Whom a
 * backlog names may be a person: then any agent may do it, which is told.
 */
export function settleTaskAgents(
  tasks: readonly Task[],
  settings: Known,
  file: string,
): Checked<readonly Task[]> {
  const { agents, roles } = settings;
  const configured = agents.map(({ id }) => id);
  const known: readonly string[] = [
    ...configured,
    ...Object.keys(roles),
    ...PRESET_PROGRAMS,
    ...PRESET_NAMES,
  ];
  const problems: Problem[] = [];
  const people = new Map<string, string[]>();
  const value = tasks.map((task) => {
    const { id, agent, source } = task;
    if (agent === undefined || known.includes(agent)) return task;
    if (source === undefined) problems.push(unknownAgent({ id, agent, configured, known, file }));
    const meant = configured.find((name) => name.toLowerCase() === agent.toLowerCase());
    if (meant === undefined) people.set(agent, [...(people.get(agent) ?? []), source?.name ?? id]);
    const { agent: _, ...rest } = task;
    return meant === undefined ? rest : { ...rest, agent: meant };
  });
  if (problems.length > 0) return { ok: false, problems };
  const warnings = [...people].map(([name, items]) =>
    warningAt({ file }, 'assignee-unknown', { name, items }),
  );
  return { ok: true, value, warnings };
}

function unknownAgent(ask: {
  readonly id: string;
  readonly agent: string;
  readonly configured: readonly string[];
  readonly known: readonly string[];
  readonly file: string;
}): Problem {
  const { id, agent, configured, known, file } = ask;
  const near = nearest(agent, known);
  const data = { name: agent, known: configured, ...(near !== undefined && { nearest: near }) };
  return errorAt({ file, key: `tasks.${id}.agent` }, 'unknown-agent', data);
}
