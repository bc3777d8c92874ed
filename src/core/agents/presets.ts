import { compareText } from '../model/compare-text.ts';
import { aider } from './presets/aider.ts';
import { claudeCode } from './presets/claude-code.ts';
import { codex } from './presets/codex.ts';
import { copilot } from './presets/copilot.ts';
import { cursor } from './presets/cursor.ts';
import { gemini } from './presets/gemini.ts';
import { opencode } from './presets/opencode.ts';
import type { Preset } from './presets/preset.ts';
import { qwen } from './presets/qwen.ts';

// Whatever is known of a well-known agent stands in its one file, and derives from here: what `preset:` and `run --with`
// accept, who is looked for on PATH, the nearest name, variables, readers, refusals, docs/agents.md.

/** In the order in which agents are listed when several are found. */
const TABLE = {
  'claude-code': claudeCode,
  codex,
  copilot,
  gemini,
  cursor,
  opencode,
  qwen,
  aider,
};

export type PresetName = keyof typeof TABLE;

export const PRESETS: Readonly<Record<PresetName, Preset>> = TABLE;

export const PRESET_NAMES = (Object.keys(TABLE) as readonly PresetName[]).toSorted(compareText);

/** The executables to look for on PATH, in that order. An agent that is found is called like its program. */
export const PRESET_PROGRAMS: readonly string[] = Object.values(PRESETS).map(({ argv }) => argv[0]);

/** A name that comes from outside; undefined: there is no such preset. */
export const presetNamed = (text: string | undefined): PresetName | undefined =>
  PRESET_NAMES.find((name) => name === text);

/** The preset that starts a program. */
export const presetOfProgram = (program: string | undefined): PresetName | undefined =>
  PRESET_NAMES.find((name) => PRESETS[name].argv[0] === program);

/** Of the variables that an agent may see those that the team has named itself. */
export function ownPasses(passes: readonly string[], preset: string | undefined): readonly string[] {
  const known = presetNamed(preset);
  const vendors = new Set<string>(known === undefined ? [] : PRESETS[known].variables);
  return [...new Set(passes)].filter((name) => !vendors.has(name));
}
