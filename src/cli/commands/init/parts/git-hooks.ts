import { decideFile } from '../../../../core/setup/decide-file.ts';
import type { WantedFile } from '../../../../core/setup/wanted-file.ts';
import { hookFiles, hookPlaces, isOfHusky, SHIM } from '../../../../report/setup/files/git-hooks.ts';
import { HOOK_LISTS, hookListPlaces } from '../../../../report/setup/files/hook-lists.ts';
import { shellWord } from '../../../../report/shell-word.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { textOf } from './at-hand.ts';
import { type FoundHome, findHookHome, USUAL_HOMES } from './find-hook-home.ts';

/** Git's own hooks, where they are: in the list of a tool, in husky's folder, or git's. `core.hooksPath` stays as it is. */
export const gitHooks: SetupPart = {
  name: 'hooks',
  does: 'git says at a commit, a push and a merge who else is on the files',
  source: 'docs/hooks.md',
  byDefault: true,
  async places(ground) {
    const found = await findHookHome(ground);
    const homes = new Map(
      [...USUAL_HOMES, ...(found ? [found.home] : [])].map((one) => [JSON.stringify(one), one]),
    );
    return [
      ...[...homes.values()].flatMap(hookPlaces),
      ...HOOK_LISTS.flatMap((list) => hookListPlaces(list)),
    ];
  },
  async compose(ground) {
    const found = await findHooks(ground);
    return { ok: true, value: found?.files ?? [], warnings: [] };
  },
  async todo(ground) {
    const found = await findHooks(ground);
    if (found !== undefined) return [...found.install, ...(await findAsleep(ground, found.files))];
    return [
      'git’s hooks are in a folder outside of this repository: the lines for them are in docs/hooks.md of agentic-plan',
    ];
  },
};

interface FoundHooks {
  readonly files: readonly WantedFile[];
  /** What a person has to type before git calls them. */
  readonly install: readonly string[];
}

/** Where husky is what git calls, a list of another tool is not asked. `undefined`: a folder that is not the repository's. */
async function findHooks(ground: SetupGround): Promise<FoundHooks | undefined> {
  const found = await findHookHome(ground);
  const isHusky = found !== undefined && found.install === undefined && isOfHusky(found.home.folder);
  return (isHusky ? undefined : await findList(ground)) ?? (found && hooksIn(found));
}

const hooksIn = ({ home, install }: FoundHome): FoundHooks => ({
  files: hookFiles(home),
  install: install === undefined ? [] : [install],
});

/** The list that a tool keeps of its hooks. Where it takes no lines of ours, it needs no script of ours either. */
async function findList(ground: SetupGround): Promise<FoundHooks | undefined> {
  for (const list of HOOK_LISTS)
    for (const path of list.paths) {
      const found = await ground.files.read({ path, in: 'checkout' });
      if (found.kind === 'absent') continue;
      const text = (await textOf(ground, path)) ?? '';
      // who has put the lines there by hand has put the script there, too
      if (text.includes(SHIM) && !text.includes('agentic-plan:begin')) return { files: [], install: [] };
      const entry = list.entry(path, text);
      const isTaken = decideFile(entry, found).kind !== 'kept';
      return isTaken
        ? { files: [...list.own, entry], install: [list.install] }
        : { files: [entry], install: [] };
    }
  return undefined;
}

/** Hooks of somebody's that git passes over; husky starts its own by a shell. */
async function findAsleep(ground: SetupGround, files: readonly WantedFile[]): Promise<readonly string[]> {
  const hooks = files.filter(({ kind, executable }) => kind === 'block' && executable);
  const lines = hooks.map(async (place) => {
    const found = await ground.files.read(place);
    const isAsleep =
      found.kind === 'file' && found.isExecutable === false && !isOfHusky(folderOf(place.path));
    if (!isAsleep) return [];
    const path = shellWord(place.in === 'checkout' ? place.path : `.git/${place.path}`);
    return [`chmod +x ${path}    # git passes over a hook that is not executable`];
  });
  return (await Promise.all(lines)).flat();
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
