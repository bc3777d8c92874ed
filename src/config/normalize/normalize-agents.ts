import { presetOfProgram } from '../../core/agents/presets.ts';
import { agentId } from '../../core/model/ids.ts';
import type { AgentSettings, RoleSettings } from '../../core/model/settings.ts';
import type { AgentCommand } from '../../core/model/task.ts';
import { skillTable } from '../agents/known-roles.ts';
import { type Added, presetStart, type Start } from '../agents/preset-start.ts';
import { vendorVariables } from '../agents/vendor-variables.ts';
import { parseMinutes } from '../parse/duration.ts';
import { toCommand } from '../parse/split-command.ts';
import type { AgentInput, SettingsInput } from '../schema/settings-schema.ts';
import { DEFAULTS } from './defaults.ts';
import { asSkills } from './normalize-parts.ts';

type Roles = Readonly<Record<string, RoleSettings>>;

/** Agents as configured. One without a command of its own is a well-known agent, a role, or only a name in plans. */
export function normalizeAgents(input: SettingsInput, roles: Roles): readonly AgentSettings[] {
  const { agents } = input;
  if (agents === undefined) return [];
  if (Array.isArray(agents)) return [...new Set(agents)].map((name) => toAgent({ name, input, roles }));
  return Object.entries(agents).map(([name, agent]) => toAgent({ name, agent, input, roles }));
}

interface Written {
  readonly name: string;
  readonly agent?: AgentInput;
  readonly input: SettingsInput;
  readonly roles: Roles;
}

function toAgent({ name, agent, input, roles }: Written): AgentSettings {
  const own = agent?.command === undefined ? undefined : toCommand(agent.command, agent.shell);
  const start =
    own !== undefined ? ownStart(own, agent) : presetStart(agent?.preset ?? presetOfProgram(name), agent);
  const role = roles[name];
  const env = Object.entries(agent?.env ?? {}).map(([key, value]) => [key, String(value)] as const);
  return {
    id: agentId(name),
    skills:
      agent?.skills === undefined ? Object.assign(skillTable([]), role?.skills) : asSkills(agent.skills),
    languages: (agent?.languages ?? []).map((language) => language.toLowerCase()),
    paths: agent?.paths ?? [],
    atOnce: agent?.at_once ?? DEFAULTS.atOnce,
    origin: role !== undefined && start.command === undefined ? 'role' : 'configured',
    runnable: start.command !== undefined,
    ...start,
    passes: [...vendorVariables({ name, ...start }), ...(agent?.pass ?? [])],
    env: { ...start.env, ...Object.fromEntries(env) },
    timeoutMinutes: parseMinutes(agent?.timeout ?? input.timeout) ?? DEFAULTS.timeoutMinutes,
    retries: agent?.retries ?? input.retries,
  };
}

/** A command of the team's own: its words, with `args` behind them. */
function ownStart(command: AgentCommand, { args = [], model }: Added = {}): Start {
  const whole: AgentCommand = 'argv' in command ? { argv: [...command.argv, ...args] } : command;
  return {
    command: whole,
    stdin: 'prompt',
    env: {},
    calls: 'by-name',
    ...(model === undefined ? {} : { model }),
  };
}
