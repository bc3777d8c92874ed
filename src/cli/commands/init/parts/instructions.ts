import type { FilePlace } from '../../../../core/setup/wanted-file.ts';
import { instructionsFile } from '../../../../report/setup/agents/instructions.ts';
import { configOf } from '../../../command.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { textOf } from './at-hand.ts';

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
  places: async () => ALL_FILES.map(placeOf),
  async compose(ground) {
    const settings = await ground.workspace.settings(configOf(ground.input));
    if (!settings.ok) return settings;
    const { leaseMinutes, mode } = settings.value.claims;
    const [paths, own] = [await listFiles(ground), await ground.ownProgram()];
    return {
      ok: true,
      value: paths.map((path) => instructionsFile(path, { own, leaseMinutes, mode })),
      warnings: [],
    };
  },
  todo: async () => [],
};

const placeOf = (path: string): FilePlace => ({ path, in: 'checkout', kind: 'block', comments: '<!-- -->' });

/** A file that takes in another one that has the section, or is a link to it, needs none of its own. */
async function listFiles(ground: SetupGround): Promise<readonly string[]> {
  const programs = await ground.programsAtHand();
  const links = await Promise.all(ALL_FILES.map((path) => leadsToAnother(ground, path)));
  const files = ['AGENTS.md', ...(await listOwn(ground, programs))];
  return files.filter((path) => !links[ALL_FILES.indexOf(path)]);
}

const ALL_FILES: readonly string[] = ['AGENTS.md', ...OWN_FILES.map(([path]) => path)];

/** A link between them; one to anything else is told. */
async function leadsToAnother({ files }: SetupGround, path: string): Promise<boolean> {
  const found = await files.read({ path, in: 'checkout' });
  return found.kind === 'refused' && found.leadsTo !== undefined && ALL_FILES.includes(found.leadsTo);
}

async function listOwn(ground: SetupGround, programs: readonly string[]): Promise<readonly string[]> {
  const own = await Promise.all(
    OWN_FILES.map(async ([path, program]) => {
      const text = await textOf(ground, path);
      const isWanted = text === undefined ? programs.includes(program) : !text.includes('@AGENTS.md');
      return isWanted ? [path] : [];
    }),
  );
  return own.flat();
}
