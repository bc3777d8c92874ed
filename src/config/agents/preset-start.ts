import { PRESETS, type PresetName } from '../../core/agents/presets.ts';
import type { AgentSettings } from '../../core/model/settings.ts';

/** The part of an agent that says how it is started. */
export type Start = Pick<AgentSettings, 'stdin' | 'env' | 'calls'> &
  Partial<Pick<AgentSettings, 'command' | 'preset' | 'model' | 'ifThere'>>;

/** What a team adds to a preset's command line. */
export interface Added {
  readonly args?: readonly string[] | undefined;
  readonly model?: string | undefined;
}

/** How a preset starts its agent; without one there is nothing to start. */
export function presetStart(name: PresetName | undefined, { args = [], model }: Added = {}): Start {
  if (name === undefined) return { stdin: 'prompt', env: {}, calls: 'by-name' };
  const preset = PRESETS[name];
  const { stdin, env, calls, ifThere } = preset;
  const [executable, ...words] = preset.argv;
  const chosen = model === undefined ? [] : (preset.model ?? []);
  const argv = [executable, ...words, ...chosen, ...args, ...(preset.last ?? [])] as const;
  return {
    command: { argv },
    stdin,
    env,
    calls,
    preset: name,
    ...(model === undefined ? {} : { model }),
    ...(ifThere === undefined ? {} : { ifThere }),
  };
}
