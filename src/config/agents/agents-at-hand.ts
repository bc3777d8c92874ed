import type { AgentId } from '../../core/model/ids.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import { DEFAULTS } from '../normalize/defaults.ts';
import { KNOWN_AGENTS, type KnownAgent } from './known-agents.ts';
import { skillTable } from './known-roles.ts';
import { presetStart } from './preset-start.ts';
import { presetName } from './presets/by-name.ts';
import { vendorVariables } from './vendor-variables.ts';

/** What to look for on PATH. */
export const KNOWN_EXECUTABLES: readonly string[] = KNOWN_AGENTS.map(({ executable }) => executable);

/**
 * Who may do tasks: those that a file names; where it names roles only, or nobody, the known agents whose executables
 * were found, and the roles beside them.
 */
export function agentsAtHand(settings: Settings, found: readonly string[]): readonly AgentSettings[] {
  if (settings.agents.some(({ origin }) => origin === 'configured')) return settings.agents;
  const agents = KNOWN_AGENTS.filter(({ executable }) => found.includes(executable)).map((agent) =>
    foundAgent(agent, settings),
  );
  return [...agents, ...settings.agents];
}

/**
 * `run --with PRESET`: one agent of that preset, whatever is configured, or undefined where there is no such preset.
 * As many at once as the limits allow.
 */
export function agentOfPreset(settings: Settings, preset: string): AgentSettings | undefined {
  const name = presetName(preset);
  if (name === undefined) return undefined;
  const known = KNOWN_AGENTS.find((agent) => agent.preset === name);
  const agent = foundAgent({ name: known?.name ?? name, executable: name, preset: name }, settings);
  return { ...agent, origin: 'configured', atOnce: settings.limits.agents };
}

function foundAgent({ name, preset }: KnownAgent, settings: Settings): AgentSettings {
  const start = presetStart(preset);
  return {
    id: name as AgentId,
    skills: skillTable([]),
    languages: [],
    paths: [],
    atOnce: DEFAULTS.atOnce,
    origin: 'found',
    runnable: start.command !== undefined,
    ...start,
    passes: vendorVariables({ name, ...start }),
    timeoutMinutes: settings.timeoutMinutes,
    retries: settings.retries,
  };
}
