import { PERSONA_FILES, personaFile } from '../../../../report/setup/files/personas.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { textOf } from './at-hand.ts';

const KEY = /^background_coordination\s*:/m;

/** AgenticScrum: the Scrum Master's persona learns to coordinate agents in the background; all that is there stays. */
export const personas: SetupPart = {
  name: 'personas',
  does: 'rules for the Scrum Master of AgenticScrum: a section of its persona_rules.yaml',
  source: 'persona_rules.yaml, as AgenticScrum writes it',
  byDefault: true,
  places: async (ground) => (await listPersonas(ground)).map(personaFile),
  async compose(ground) {
    const paths = await listPersonas(ground);
    const texts = await Promise.all(
      paths.map(async (path) => [path, (await textOf(ground, path)) ?? ''] as const),
    );
    const free = texts.filter(([, text]) => !KEY.test(text) || text.includes('agentic-plan:begin'));
    return { ok: true, value: free.map(([path]) => personaFile(path)), warnings: [] };
  },
  todo: async () => [],
};

async function listPersonas({ workspace }: SetupGround): Promise<readonly string[]> {
  const place = await workspace.place();
  if (!place.ok) return [];
  return (await place.value.finder.tracked()).filter((path) => PERSONA_FILES.test(path));
}
