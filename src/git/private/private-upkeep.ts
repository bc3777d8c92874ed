import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { privateRepositoryPath, sessionNotesPath } from '../private-place.ts';
import { type KeptWork, listKept } from '../work/kept-work.ts';
import { removeFolder } from '../work/remove-folder.ts';
import { cachePlaceOf } from './cache-place.ts';
import { type Damage, findDamage, findRests } from './find-damage.ts';
import type { PrivateRepository } from './private-repository.ts';

export interface PrivateExam {
  /** Why git cannot work in it; absent where it can. */
  readonly broken?: string;
  /** Folders of replaced or half made private repositories beside it. */
  readonly leftovers: readonly string[];
  readonly kept: readonly KeptWork[];
  readonly damage: Damage;
}

/** Whether git can work in the private repository, and what lies about it. */
export async function examinePrivateRepository(
  repository: PrivateRepository,
  clone: Pick<CloneFacts, 'commonDir'>,
): Promise<PrivateExam> {
  const [refs, objects, beside, inside, kept, damage] = await Promise.all([
    repository.git({ args: ['for-each-ref', '--count=1'] }),
    repository.git({ args: ['count-objects', '-v'] }),
    findLeftovers(clone),
    findRests(repository),
    listKept(repository),
    findDamage(repository, clone),
  ]);
  const broken = [refs, objects].find(({ code }) => code !== 0);
  const why = broken ? { broken: broken.stderr.trim().slice(0, 500) } : {};
  return { ...why, leftovers: [...beside, ...inside], kept, damage };
}

/** `agentic.git.old-…` was put aside because it could not be used, `agentic.git.new-…` was never finished. */
async function findLeftovers({ commonDir }: Pick<CloneFacts, 'commonDir'>): Promise<readonly string[]> {
  const names = await readdir(commonDir).catch(() => []);
  return names
    .filter((name) => /^agentic\.git\.(old|new|gone)-/.test(name))
    .sort()
    .map((name) => join(commonDir, name));
}

/** Removes what was never finished, or only not removed yet; what was put aside may hold something and stays. How much. */
export async function removeRests(leftovers: readonly string[]): Promise<number> {
  let removed = 0;
  for (const path of leftovers)
    if (!/agentic\.git\.old-[^/\\]*$/.test(path) && !(await removeFolder(path)).stays) removed++;
  return removed;
}

/** What was removed, and what could not be. */
export interface Removal {
  readonly removed: readonly string[];
  readonly stays: readonly string[];
}

/**
 * Removes the private repository, what is left of older ones, what looks have left in the user's cache, and the files that
 * name the sessions of the clone's worktrees. It is moved away first, so that a command that starts meanwhile makes a whole new one.
 */
export async function removePrivateRepository(
  clone: Pick<CloneFacts, 'commonDir' | 'remotes'>,
): Promise<Removal> {
  const path = privateRepositoryPath(clone);
  const gone = `${path}.gone-${randomBytes(4).toString('hex')}`;
  const moved = await rename(path, gone).then(
    () => true,
    () => false,
  );
  const removed: string[] = [];
  const stays: string[] = [];
  for (const folder of await findLeftovers(clone)) {
    const named = moved && folder === gone ? path : folder;
    if ((await removeFolder(folder)).stays) stays.push(folder);
    else removed.push(named);
  }
  for (const file of await sessionFiles(clone.commonDir)) {
    const there = await readFile(file).catch(() => undefined);
    if (there === undefined) continue;
    await rm(file, { force: true });
    removed.push(file);
  }
  await rmdir(sessionNotesPath(clone)).catch(() => {});
  const cache = await cachePlaceOf(clone);
  if (cache !== undefined && (await stat(cache).catch(() => undefined))) {
    if ((await removeFolder(cache)).stays) stays.push(cache);
    else removed.push(cache);
  }
  return { removed, stays };
}

/** One for each worktree that a session without a name of its own has worked in, and one for each that a hook has noted. */
async function sessionFiles(commonDir: string): Promise<readonly string[]> {
  const folder = sessionNotesPath({ commonDir });
  const notes = (await readdir(folder).catch(() => [])).map((name) => join(folder, name));
  return [...(await holderFiles(commonDir)), ...notes];
}

async function holderFiles(commonDir: string): Promise<readonly string[]> {
  const worktrees = await readdir(join(commonDir, 'worktrees')).catch(() => []);
  return [commonDir, ...worktrees.map((name) => join(commonDir, 'worktrees', name))].map((folder) =>
    join(folder, 'agentic-holder'),
  );
}
