import { nearest } from '../schema/nearest.ts';
import { KNOWN_AGENTS } from './known-agents.ts';
import { PRESET_NAMES, type PresetName } from './presets/by-name.ts';

/** The preset that was probably meant: by its own name, or by that of the program that it starts. */
export function nearestPreset(text: string): PresetName | undefined {
  const names = new Map<string, PresetName>(PRESET_NAMES.map((name) => [name, name]));
  for (const { name, preset } of KNOWN_AGENTS) names.set(name, preset);
  return names.get(nearest(text, [...names.keys()]) ?? '');
}
