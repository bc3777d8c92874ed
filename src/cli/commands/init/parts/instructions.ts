import type { FilePlace } from '../../../../core/setup/wanted-file.ts';
import { instructionsFile } from '../../../../report/setup/agents/instructions.ts';
import { configOf } from '../../../command.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { ownProgram, textOf } from './at-hand.ts';

/** Which agents read which file besides AGENTS.md. */
const OWN_FILES = [
  ['CLAUDE.md', 'claude'],
  ['GEMINI.md', 'gemini'],
] as const;

/** What agents are told to do before they edit, between marks. */
export const instructions: SetupPart = {
  name: 'instructions',
  does: 'what agents do before they edit: a section of AGENTS.md, CLAUDE.md, GEMINI.md',
  source: 'https://agents.md/',
  byDefault: true,
  places: async () => ['AGENTS.md', ...OWN_FILES.map(([path]) => path)].map(placeOf),
  async compose(ground) {
    const settings = await ground.workspace.settings(configOf(ground.input));
    const { leaseMinutes, mode } = settings.ok
      ? settings.value.claims
      : { leaseMinutes: 30, mode: 'enforce' as const };
    const [paths, own] = [await listFiles(ground), await ownProgram(ground)];
    return {
      ok: true,
      value: paths.map((path) => instructionsFile(path, { own, leaseMinutes, mode })),
      warnings: [],
    };
  },
  todo: async () => [],
};

const placeOf = (path: string): FilePlace => ({ path, in: 'checkout', kind: 'block', comments: '<!-- -->' });

/** A file that takes AGENTS.md in needs no section of its own. */
async function listFiles(ground: SetupGround): Promise<readonly string[]> {
  const programs = await ground.programsAtHand();
  const own = await Promise.all(
    OWN_FILES.map(async ([path, program]) => {
      const text = await textOf(ground, path);
      const isWanted = text === undefined ? programs.includes(program) : !text.includes('@AGENTS.md');
      return isWanted ? [path] : [];
    }),
  );
  return ['AGENTS.md', ...own.flat()];
}
