import {
  PRESET_NAMES,
  PRESET_PROGRAMS,
  type PresetName,
  presetNamed,
  presetOfProgram,
} from '../../core/agents/presets.ts';
import { nearest } from '../schema/nearest.ts';

/** The preset that was probably meant: by its own name, or by that of the program that it starts. */
export function nearestPreset(text: string): PresetName | undefined {
  const near = nearest(text, [...new Set([...PRESET_NAMES, ...PRESET_PROGRAMS])]);
  return presetOfProgram(near) ?? presetNamed(near);
}
