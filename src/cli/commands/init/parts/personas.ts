import { PERSONA_FILES, personaFile, personaPlace } from '../../../../report/setup/files/personas.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { textOf } from './at-hand.ts';

/** AgenticScrum: the Scrum Master's persona learns to coordinate agents in the background; all that is there stays. */
export const personas: SetupPart = {
  name: 'personas',
  does: 'rules for the Scrum Master of AgenticScrum: a section of its persona_rules.yaml',
  source: 'persona_rules.yaml, as AgenticScrum writes it',
  byDefault: true,
  places: async (ground) => (await listPersonas(ground)).map(personaPlace),
  async compose(ground) {
    const own = await ground.ownProgram();
    const files = (await listPersonas(ground)).map(async (path) =>
      personaFile(path, { own, text: (await textOf(ground, path)) ?? '' }),
    );
    return { ok: true, value: (await Promise.all(files)).flatMap((file) => file ?? []), warnings: [] };
  },
  todo: async () => [],
};

async function listPersonas({ workspace }: SetupGround): Promise<readonly string[]> {
  const place = await workspace.place();
  if (!place.ok) return [];
  return (await place.value.finder.tracked()).filter((path) => PERSONA_FILES.test(path));
}
