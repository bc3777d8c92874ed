import type { AgentSetup } from '../../../../report/setup/agents/agent-setup.ts';
import { claude } from '../../../../report/setup/agents/claude.ts';
import { codex } from '../../../../report/setup/agents/codex.ts';
import { copilot } from '../../../../report/setup/agents/copilot.ts';
import { gemini } from '../../../../report/setup/agents/gemini.ts';
import { opencode } from '../../../../report/setup/agents/opencode.ts';
import type { SetupPart } from '../part.ts';
import { isNamed, ownProgram, programsAtHand } from './at-hand.ts';

/** `init claude`: an agent that is here, or was named, takes part by hooks and tools. */
const agentPart = ({ name, program, does, source, files, trust }: AgentSetup): SetupPart => ({
  name,
  does,
  source,
  byDefault: true,
  places: async (ground) => files(await ownProgram(ground)),
  async compose(ground) {
    const isHere = isNamed(ground, name) || (await programsAtHand(ground)).includes(program);
    return { ok: true, value: isHere ? files(await ownProgram(ground)) : [], warnings: [] };
  },
  async todo(ground) {
    return isNamed(ground, name) || (await programsAtHand(ground)).includes(program) ? [trust] : [];
  },
});

export const agentParts: readonly SetupPart[] = [claude, codex, gemini, copilot, opencode].map(agentPart);
