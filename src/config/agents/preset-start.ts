import type { AgentSettings } from '../../core/model/settings.ts';
import { PRESETS, type PresetName } from './presets/by-name.ts';

/** The part of an agent that says how it is started. */
export type Start = Pick<AgentSettings, 'stdin' | 'env' | 'calls'> &
  Partial<Pick<AgentSettings, 'command' | 'preset'>>;

/** How a preset starts its agent; without one there is nothing to start. */
export function presetStart(name: PresetName | undefined): Start {
  if (name === undefined) return { stdin: 'prompt', env: {}, calls: 'by-name' };
  const { argv, stdin, env, calls } = PRESETS[name];
  return { command: { argv }, stdin, env, calls, preset: name };
}
