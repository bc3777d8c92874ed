import { ownPasses, PRESETS, type PresetName } from '../../../core/agents/presets.ts';
import type { AgentSettings } from '../../../core/model/settings.ts';
import type { AgentInCi } from './workflow-values.ts';

/** An agent of the configuration as a job of CI starts it. `preset`: the well-known agent that it is, if it is one. */
export function agentInCi(agent: AgentSettings, preset: PresetName | undefined): AgentInCi {
  const known = preset === undefined ? undefined : PRESETS[preset];
  const secret = known?.secret;
  return {
    name: agent.id,
    ...(known?.install === undefined ? {} : { install: known.install }),
    ...(secret === undefined ? {} : { secret }),
    more: ownPasses(agent.passes, preset).filter((name) => name !== secret && mayBeSecret(name)),
  };
}

/** A forge keeps no secret of a name with `*`, or of one that begins like its own. */
const mayBeSecret = (name: string): boolean => /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(name);
