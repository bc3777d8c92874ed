import { basename, dirname, join, relative, sep } from 'node:path';
import { type HookHome, isOfHusky } from '../../../../report/setup/files/git-hooks.ts';
import { findHooksFolder } from '../../../open/setup.ts';
import type { SetupGround } from '../part.ts';
import { textOf } from './at-hand.ts';

/** Where the hooks of a clone lie, and what a person has to type before git calls them. */
export interface FoundHome {
  readonly home: HookHome;
  readonly install?: string;
}

const PLAIN: HookHome = { in: 'git-folder', folder: 'hooks' };
const HUSKY: HookHome = { in: 'checkout', folder: '.husky' };

/** Homes that set-up may have written to before. */
export const USUAL_HOMES: readonly HookHome[] = [PLAIN, HUSKY];

/** `undefined`: a folder that is neither of the checkout nor of git. `core.hooksPath` is read and never set. */
export async function findHookHome(ground: SetupGround): Promise<FoundHome | undefined> {
  const clone = await ground.workspace.clone();
  if (!clone.ok) return { home: PLAIN };
  const { topLevel = '', commonDir } = clone.value;
  const folder = findHooksFolder(clone.value);
  if (folder === join(commonDir, 'hooks'))
    return (await waitsForHusky(ground)) ? { home: HUSKY, install: 'npx husky' } : { home: PLAIN };
  const inGit = inside(commonDir, folder);
  if (inGit !== undefined) return { home: { in: 'git-folder', folder: inGit } };
  const found = inside(topLevel, folder);
  if (found === undefined) return undefined;
  // its starters lie in a folder of their own, beside the hooks
  const isStarters = basename(found) === '_' && isOfHusky(dirname(found));
  return { home: { in: 'checkout', folder: isStarters ? dirname(found) : found } };
}

/** Husky's hooks are there, and in this clone it was not installed yet. */
async function waitsForHusky(ground: SetupGround): Promise<boolean> {
  const manifest = (await textOf(ground, 'package.json')) ?? '';
  if (!/"husky"\s*:|\bhusky\b[^"]*"\s*[,}]/.test(manifest)) return false;
  const hooks = await Promise.all(
    ['pre-commit', 'pre-push', 'commit-msg', 'post-merge', 'prepare-commit-msg'].map((name) =>
      ground.files.read({ path: `.husky/${name}`, in: 'checkout' }),
    ),
  );
  return hooks.some(({ kind }) => kind === 'file');
}

/** Relative, with `/`; `undefined`: it is not below the folder. */
function inside(folder: string, path: string): string | undefined {
  const found = relative(folder, path);
  if (found === '' || found === '..' || found.startsWith(`..${sep}`)) return undefined;
  return found.split(sep).join('/');
}
