import { KNOWN_AGENTS } from './known-agents.ts';
import type { PresetName } from './presets/by-name.ts';

/** The preset of an agent without a command of its own: the one that it names, else that of a known agent of its name. */
export const presetOf = (agent: string, named: PresetName | undefined): PresetName | undefined =>
  named ?? KNOWN_AGENTS.find(({ name }) => name === agent)?.preset;
