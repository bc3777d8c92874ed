import { decideFile } from '../../../../core/setup/decide-file.ts';
import type { WantedFile } from '../../../../core/setup/wanted-file.ts';
import {
  type HookHome,
  hookFiles,
  hookPlaces,
  SET_UP_HOOKS,
} from '../../../../report/setup/files/git-hooks.ts';
import {
  HOOK_LISTS,
  type HookList,
  hookListFiles,
  hookListPlaces,
} from '../../../../report/setup/files/hook-lists.ts';
import { configuredHooksPath } from '../../../open/setup.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { textOf } from './at-hand.ts';

const PLAIN: HookHome = { in: 'git-folder', folder: 'hooks' };
const HUSKY: HookHome = { in: 'checkout', folder: '.husky' };

/** Git's own hooks, where they are: in the list of a tool, in husky's folder, or git's. `core.hooksPath` stays as it is. */
export const gitHooks: SetupPart = {
  name: 'hooks',
  does: 'git says at a commit, a push and a merge who else is on the files',
  source: 'docs/hooks.md',
  byDefault: true,
  places: async () => [
    ...hookPlaces(PLAIN),
    ...hookPlaces(HUSKY),
    ...HOOK_LISTS.flatMap((list) => hookListPlaces(list)),
  ],
  async compose(ground) {
    const found = await findList(ground);
    if (found !== undefined) return { ok: true, value: found.files, warnings: [] };
    const home = await findHome(ground);
    return { ok: true, value: home === undefined ? [] : await filesIn(ground, home), warnings: [] };
  },
  async todo(ground) {
    const found = await findList(ground);
    if (found !== undefined) return found.isTaken ? [found.list.install] : [];
    if ((await findHome(ground)) !== undefined) return [];
    return [
      'git’s hooks are in a folder of another tool here: its lines are in docs/hooks.md of agentic-plan',
    ];
  },
};

/** The list that a tool keeps of its hooks. Where it takes no lines of ours, it needs no script of ours either. */
async function findList(
  ground: SetupGround,
): Promise<{ list: HookList; files: readonly WantedFile[]; isTaken: boolean } | undefined> {
  for (const list of HOOK_LISTS)
    for (const path of list.paths) {
      const found = await ground.files.read({ path, in: 'checkout' });
      if (found.kind === 'absent') continue;
      const text = (await textOf(ground, path)) ?? '';
      const [shim, lines] = hookListFiles(list, path, text);
      // who has put the lines there by hand has put the script there, too
      if (lines.way !== undefined && text.includes(lines.way.pasted) && !text.includes('agentic-plan:begin'))
        return { list, files: [], isTaken: false };
      const isTaken = decideFile(lines, found).kind !== 'kept';
      return { list, files: isTaken ? [shim, lines] : [lines], isTaken };
    }
  return undefined;
}

/** `undefined`: a folder that is not the repository's. */
async function findHome(ground: SetupGround): Promise<HookHome | undefined> {
  const clone = await ground.workspace.clone();
  const set = clone.ok ? configuredHooksPath(clone.value) : undefined;
  if (set === undefined) return PLAIN;
  return /(^|\/)\.husky(\/_)?\/?$/.test(set) ? HUSKY : undefined;
}

/** A hook of somebody's gets a section; the others are made. */
async function filesIn(ground: SetupGround, home: HookHome): Promise<readonly WantedFile[]> {
  const taken = new Set<string>();
  for (const name of SET_UP_HOOKS) {
    const found = await ground.files.read({ path: `${home.folder}/${name}`, in: home.in });
    if (found.kind === 'absent') continue;
    const text = found.kind === 'file' ? Buffer.from(found.bytes).toString('utf8') : '';
    if (!text.includes('agentic-plan:file')) taken.add(name);
  }
  return hookFiles(home, taken);
}
