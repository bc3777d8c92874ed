import { type AgentSetup, agentFiles } from '../../../../report/setup/agents/agent-setup.ts';
import { claude } from '../../../../report/setup/agents/claude.ts';
import { codex } from '../../../../report/setup/agents/codex.ts';
import { copilot } from '../../../../report/setup/agents/copilot.ts';
import { gemini } from '../../../../report/setup/agents/gemini.ts';
import { opencode } from '../../../../report/setup/agents/opencode.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { isNamed } from './at-hand.ts';

/** `init claude`: an agent that is here, or was named, takes part by hooks and tools. */
const agentPart = (agent: AgentSetup): SetupPart => ({
  name: agent.name,
  does: agent.does,
  source: agent.source,
  byDefault: true,
  async places(ground) {
    const places = agentFiles(agent, await ground.ownProgram());
    return places.flatMap((place) => namesOf(agent, place.path).map((path) => ({ ...place, path })));
  },
  async compose(ground) {
    const wanted = (await wants(ground, agent)) ? agentFiles(agent, await ground.ownProgram()) : [];
    const named = wanted.map(async (file) => ({
      ...file,
      path: await nameIn(ground, namesOf(agent, file.path)),
    }));
    return { ok: true, value: await Promise.all(named), warnings: [] };
  },
  async todo(ground) {
    return (await wants(ground, agent)) ? [agent.trust] : [];
  },
});

const namesOf = ({ otherNames = {} }: AgentSetup, path: string): readonly [string, ...string[]] => [
  path,
  ...(otherNames[path] ?? []),
];

/** What a file is called here: the first name that is there, else the usual one. */
async function nameIn({ files }: SetupGround, names: readonly [string, ...string[]]): Promise<string> {
  const found = await Promise.all(names.map((path) => files.read({ path, in: 'checkout' })));
  return names.find((_, at) => found[at]?.kind !== 'absent') ?? names[0];
}

const wants = async (
  ground: SetupGround,
  { name, program }: Pick<AgentSetup, 'name' | 'program'>,
): Promise<boolean> => isNamed(ground, name) || (await ground.programsAtHand()).includes(program);

export const agentParts: readonly SetupPart[] = [claude, codex, gemini, copilot, opencode].map(agentPart);
