import { agentOfPreset } from '../../config/agents/agents-at-hand.ts';
import { nearestPreset } from '../../config/agents/nearest-preset.ts';
import { PRESET_NAMES } from '../../core/agents/presets.ts';
import { type Checked, problemOf } from '../../core/model/problem.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import type { CommandInput } from '../command.ts';

/** `--with`: this agent alone, whatever is configured; `undefined`: it was not typed. */
export function readPreset(
  settings: Settings,
  { options }: Pick<CommandInput, 'options'>,
): Checked<AgentSettings | undefined> {
  const preset = options['with'];
  if (typeof preset !== 'string') return { ok: true, value: undefined, warnings: [] };
  const value = agentOfPreset(settings, preset);
  if (value !== undefined) return { ok: true, value, warnings: [] };
  const near = nearestPreset(preset);
  const remedy = `${near === undefined ? '' : `did you mean ${near}? `}known: ${PRESET_NAMES.join(', ')}`;
  return { ok: false, problems: [problemOf('usage', { message: `there is no preset ${preset}`, remedy })] };
}
