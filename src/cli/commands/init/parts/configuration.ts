import { presetOfProgram } from '../../../../core/agents/presets.ts';
import { guessVerify, VERIFY_FILES } from '../../../../core/setup/guess-verify.ts';
import { configurationFile, configurationPlace } from '../../../../report/setup/files/configuration.ts';
import { configOf } from '../../../command.ts';
import type { SetupPart } from '../part.ts';
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
    const texts = new Map<string, string>();
    for (const file of VERIFY_FILES) {
      const text = await textOf(ground, file);
      if (text !== undefined) texts.set(file, text);
    }
    const agents = (await ground.programsAtHand()).flatMap((name) => {
      const preset = presetOfProgram(name);
      return preset === undefined ? [] : [{ name, preset }];
    });
    return { ok: true, value: [configurationFile({ agents, verify: guessVerify(texts) })], warnings: [] };
  },
  todo: async () => [],
};
