import { PRESET_PROGRAMS } from '../../core/agents/presets.ts';
import type { Problem, Where } from '../../core/model/problem.ts';
import { knownRoles } from '../agents/known-roles.ts';
import { errorAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';
import { type ConfigRule, whereOf, workflowEntries } from './rule.ts';

/** Whoever is named in a role, rule or step exists: configured, known by name, or a known role. */
export const rolesAreKnown: ConfigRule = (context) => {
  const { input } = context;
  const agents = new Set([
    ...(Array.isArray(input.agents) ? input.agents : Object.keys(input.agents ?? {})),
    ...PRESET_PROGRAMS,
  ]);
  const roles = new Set([...Object.keys(knownRoles()), ...Object.keys(input.roles ?? {})]);
  const either = new Set([...agents, ...roles]);
  const problems: Problem[] = [];
  const expect = (name: string | undefined, known: ReadonlySet<string>, where: Where) => {
    if (name === undefined || known.has(name)) return;
    const near = nearest(name, [...known]);
    const data = { name, ...(near !== undefined && { nearest: near }) };
    problems.push(
      known === agents
        ? errorAt(where, 'unknown-agent', { ...data, known: [...known] })
        : errorAt(where, 'unknown-role', data),
    );
  };

  for (const [role, { agents: players }] of Object.entries(input.roles ?? {}))
    players.forEach((player, index) => {
      expect(player, agents, whereOf(context, 'roles', role, 'agents', index));
    });
  for (const [kind, rule] of Object.entries(input.rules))
    if (typeof rule === 'object') expect(rule.role, roles, whereOf(context, 'rules', kind, 'role'));
  for (const { steps, path } of workflowEntries(input))
    steps.forEach((step, index) => {
      expect(step.agent, either, whereOf(context, ...path, index, 'agent'));
      expect(step.role, roles, whereOf(context, ...path, index, 'role'));
    });
  return problems;
};
