import {
  dependsOn,
  MANAGER_FILES,
  type Manifest,
  packageManager,
  parseManifest,
} from '../../../../core/setup/package-manager.ts';
import { type OwnPlace, type OwnProgram, ownProgramAt } from '../../../../report/setup/agents/agent-setup.ts';
import type { SetupGround } from '../part.ts';
import { textOf } from './at-hand.ts';

type Ground = Pick<SetupGround, 'files' | 'workspace'>;

const NAME = 'agentic-plan';
/** A repository of more packages has us in its root, or does not have us. */
const MOST_PACKAGES = 500;
/** In a folder that every shell takes as one word. */
const MANIFEST = /^[\w@][\w@./-]*\/package\.json$/;

/** For `ownProgram` of the ground: how people and agents of this repository call us. */
export const findOwnProgram = async (ground: Ground): Promise<OwnProgram> =>
  ownProgramAt(await findPlace(ground));

async function findPlace(ground: Ground): Promise<OwnPlace> {
  const texts = await managerTexts(ground);
  const root = parseManifest(texts.get('package.json'));
  const manager = packageManager(texts);
  const linked = manager !== 'yarn' || !(await isThere(ground, '.pnp.cjs'));
  if (dependsOn(root, NAME)) return { in: 'root', manager, linked };
  const folder = await findFolder(ground);
  if (folder === undefined) return { in: 'path' };
  return (await isHoisted(ground, { root, manager, folder }))
    ? { in: 'root', manager, linked }
    : { in: 'folder', folder };
}

async function managerTexts(ground: Ground): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(
    MANAGER_FILES.map(async (path) => [path, await textOf(ground, path)] as const),
  );
  return new Map(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
}

/** The folder of the first package that has us among those that are installed for it. */
async function findFolder(ground: Ground): Promise<string | undefined> {
  const place = await ground.workspace.place();
  if (!place.ok) return undefined;
  const manifests = (await place.value.finder.tracked())
    .filter((path) => MANIFEST.test(path) && !path.includes('node_modules/'))
    .slice(0, MOST_PACKAGES);
  for (const path of manifests)
    if (dependsOn(parseManifest(await textOf(ground, path)), NAME))
      return path.slice(0, -'/package.json'.length);
  return undefined;
}

/** Whether the programs of a package are linked in the root: as the disk shows, else as its manager does it. */
async function isHoisted(
  ground: Ground,
  at: { readonly root: Manifest; readonly manager: string; readonly folder: string },
): Promise<boolean> {
  if (await isThere(ground, `${at.folder}/node_modules/.bin/${NAME}`)) return false;
  if (await isThere(ground, `node_modules/.bin/${NAME}`)) return true;
  return at.manager !== 'pnpm' && at.root.workspaces !== undefined;
}

const isThere = async ({ files }: Ground, path: string): Promise<boolean> =>
  (await files.read({ path, in: 'checkout' })).kind !== 'absent';
