import { presetOfProgram } from '../../../../core/agents/presets.ts';
import { guessVerify, VERIFY_ENDINGS, VERIFY_FILES } from '../../../../core/setup/guess-verify.ts';
import {
  configurationFile,
  configurationPlace,
  NO_AGENT_TODO,
} from '../../../../report/setup/files/configuration.ts';
import { configOf } from '../../../command.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { textOf } from './at-hand.ts';

/** The configuration to begin with, where there is none. */
export const configuration: SetupPart = {
  name: 'config',
  does: 'the agents that are here, and what tests the whole: .agentic-planrc.yaml',
  source: 'docs/configuration.md',
  byDefault: true,
  places: async () => [configurationPlace],
  async compose(ground) {
    const settings = await ground.workspace.settings(configOf(ground.input));
    // one that is broken is somebody's, too
    if (!settings.ok) return settings;
    if (settings.value.source !== undefined) return { ok: true, value: [], warnings: [] };
    const agents = await agentsAtHand(ground);
    return {
      ok: true,
      value: [configurationFile({ agents, verify: guessVerify(await readManifests(ground)) })],
      warnings: [],
    };
  },
  todo: async (ground) => ((await agentsAtHand(ground)).length > 0 ? [] : [NO_AGENT_TODO]),
};

const agentsAtHand = async (ground: SetupGround) =>
  (await ground.programsAtHand()).flatMap((name) => {
    const preset = presetOfProgram(name);
    return preset === undefined ? [] : [{ name, preset }];
  });

/** The manifests in the root. */
async function readManifests(ground: SetupGround): Promise<ReadonlyMap<string, string>> {
  const names = [...VERIFY_FILES, ...(await namedAtWill(ground))];
  const texts = await Promise.all(names.map(async (name) => [name, await textOf(ground, name)] as const));
  return new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
}

async function namedAtWill({ workspace }: SetupGround): Promise<readonly string[]> {
  const place = await workspace.place();
  const tracked = place.ok ? await place.value.finder.tracked() : [];
  return tracked.filter(
    (path) => !path.includes('/') && VERIFY_ENDINGS.some((ending) => path.endsWith(ending)),
  );
}
