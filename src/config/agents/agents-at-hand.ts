import {
  PRESET_PROGRAMS,
  PRESETS,
  type PresetName,
  presetNamed,
  presetOfProgram,
} from '../../core/agents/presets.ts';
import { agentId } from '../../core/model/ids.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import { DEFAULTS } from '../normalize/defaults.ts';
import { skillTable } from './known-roles.ts';
import { presetStart } from './preset-start.ts';
import { vendorVariables } from './vendor-variables.ts';

/**
 * Who may do tasks: those that a file names; where it names roles only, or nobody, the known agents whose executables
 * were found (of `PRESET_PROGRAMS`), and the roles beside them.
 */
export function agentsAtHand(settings: Settings, found: readonly string[]): readonly AgentSettings[] {
  if (settings.agents.some(({ origin }) => origin === 'configured')) return settings.agents;
  const presets = PRESET_PROGRAMS.filter((program) => found.includes(program)).flatMap(
    (program) => presetOfProgram(program) ?? [],
  );
  return [...presets.map((preset) => foundAgent(preset, settings)), ...settings.agents];
}

/**
 * `run --with PRESET`: one agent of that preset, whatever is configured, or undefined where there is no such preset.
 * As many at once as the limits allow.
 */
export function agentOfPreset(settings: Settings, preset: string): AgentSettings | undefined {
  const name = presetNamed(preset);
  if (name === undefined) return undefined;
  return { ...foundAgent(name, settings), origin: 'configured', atOnce: settings.limits.agents };
}

/** It is called like its program. */
function foundAgent(preset: PresetName, settings: Settings): AgentSettings {
  const start = presetStart(preset);
  const [name] = PRESETS[preset].argv;
  return {
    id: agentId(name),
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
