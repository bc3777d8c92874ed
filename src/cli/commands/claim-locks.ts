import { chooseLocks, type LockChoice } from '../../core/claim/choose-locks.ts';
import type { OpenedTable } from '../wire.ts';

/** The locks for what was typed, seen from the folder it was typed in. */
export const chooseClaimLocks = (table: OpenedTable, asked: readonly string[]): Promise<LockChoice> =>
  chooseRootLocks(table, relativeToRoot(table, asked));

/** The locks for paths that are relative to the root. */
export async function chooseRootLocks(table: OpenedTable, asked: readonly string[]): Promise<LockChoice> {
  const { claims } = table.settings;
  const hasGlob = asked.some((path) => /[*?[]/.test(path));
  const wish = { asked, unlocked: claims.ignore, maxRefs: claims.maxRefs };
  if (!hasGlob) return chooseLocks({ ...wish, tracked: [] });
  const { listTrackedFiles } = await import('../wire-repository.ts');
  return chooseLocks({ ...wish, tracked: await listTrackedFiles(table.root) });
}

/** What is typed in a subfolder is meant from there, as git has it. */
export function relativeToRoot(
  { clone, root }: { readonly clone: { readonly cwd: string }; readonly root: string },
  asked: readonly string[],
): readonly string[] {
  const below =
    clone.cwd === root || !clone.cwd.startsWith(`${root}/`) ? '' : `${clone.cwd.slice(root.length + 1)}/`;
  return asked.map((path) => plainPath(below + path));
}

/** Resolves `.` and `..` where that stays inside; what leads outside is left as it is, and refused. */
function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
