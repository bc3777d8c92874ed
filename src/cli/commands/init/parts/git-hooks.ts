import type { WantedFile } from '../../../../core/setup/wanted-file.ts';
import {
  type HookHome,
  hookFiles,
  hookPlaces,
  SET_UP_HOOKS,
} from '../../../../report/setup/files/git-hooks.ts';
import { configuredHooksPath } from '../../../open/setup.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { textOf } from './at-hand.ts';

const PLAIN: HookHome = { in: 'git-folder', folder: 'hooks' };
const HUSKY: HookHome = { in: 'checkout', folder: '.husky' };

/** Git's own hooks, where they are: husky's, or git's folder. `core.hooksPath` stays as it is. */
export const gitHooks: SetupPart = {
  name: 'hooks',
  does: 'git says at a commit, a push and a merge who else is on the files',
  source: 'docs/hooks.md',
  byDefault: true,
  places: async () => [...hookPlaces(PLAIN), ...hookPlaces(HUSKY)],
  async compose(ground) {
    const home = await findHome(ground);
    return { ok: true, value: home === undefined ? [] : await filesIn(ground, home), warnings: [] };
  },
  async todo(ground) {
    if ((await findHome(ground)) !== undefined) return [];
    return ['git’s hooks are managed by another tool here: its lines are in docs/hooks.md of agentic-plan'];
  },
};

/** `undefined`: a tool that has its hooks in a file of its own, or a folder that is not the repository's. */
async function findHome(ground: SetupGround): Promise<HookHome | undefined> {
  for (const file of ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml', '.pre-commit-config.yaml'])
    if ((await textOf(ground, file)) !== undefined) return undefined;
  const clone = await ground.workspace.clone();
  const set = clone.ok ? configuredHooksPath(clone.value) : undefined;
  if (set === undefined) return PLAIN;
  return /(^|\/)\.husky(\/_)?\/?$/.test(set) ? HUSKY : undefined;
}

/** A hook that ends by `exit` or `exec` would never come to a section behind it. */
async function filesIn(ground: SetupGround, home: HookHome): Promise<readonly WantedFile[]> {
  const taken = new Set<string>();
  const closed = new Set<string>();
  for (const name of SET_UP_HOOKS) {
    const found = await ground.files.read({ path: `${home.folder}/${name}`, in: home.in });
    if (found.kind !== 'file') continue;
    const text = Buffer.from(found.bytes).toString('utf8');
    if (/agentic-plan:file/.test(text)) continue;
    taken.add(name);
    if (/^(?:exit|exec)\b[^\n]*\s*$/m.test(text.trimEnd().split('\n').at(-1) ?? '')) closed.add(name);
  }
  return hookFiles(home, taken).filter(({ path }) => !closed.has(path.slice(home.folder.length + 1)));
}
