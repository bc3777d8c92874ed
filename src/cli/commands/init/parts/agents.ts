import { type AgentSetup, agentFiles } from '../../../../report/setup/agents/agent-setup.ts';
import { claude } from '../../../../report/setup/agents/claude.ts';
import { codex } from '../../../../report/setup/agents/codex.ts';
import { copilot } from '../../../../report/setup/agents/copilot.ts';
import { gemini } from '../../../../report/setup/agents/gemini.ts';
import { opencode } from '../../../../report/setup/agents/opencode.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { isNamed } from './at-hand.ts';

/** `init claude`: an agent that is here, or was named, takes part by hooks and tools. */
const agentPart = ({ name, program, does, source, files, trust }: AgentSetup): SetupPart => ({
  name,
  does,
  source,
  byDefault: true,
  places: async (ground) => agentFiles({ files }, await ground.ownProgram()),
  async compose(ground) {
    const isWanted = await wants(ground, { name, program });
    return {
      ok: true,
      value: isWanted ? agentFiles({ files }, await ground.ownProgram()) : [],
      warnings: [],
    };
  },
  async todo(ground) {
    return (await wants(ground, { name, program })) ? [trust] : [];
  },
});

const wants = async (
  ground: SetupGround,
  { name, program }: Pick<AgentSetup, 'name' | 'program'>,
): Promise<boolean> => isNamed(ground, name) || (await ground.programsAtHand()).includes(program);

export const agentParts: readonly SetupPart[] = [claude, codex, gemini, copilot, opencode].map(agentPart);
