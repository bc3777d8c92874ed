import type { RepoPath } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { asksByGlob, chooseLocks, type LockChoice } from '../../../core/paths/choose-locks.ts';
import type { OpenedTable } from '../../open/workspace.ts';
import type { Meant } from '../../understand-paths.ts';

/** The locks for what somebody typed, as it was understood. */
export async function chooseClaimLocks(
  { root, settings }: Pick<OpenedTable, 'root' | 'settings'>,
  meant: readonly Meant[],
): Promise<LockChoice> {
  const { ignore: unlocked, maxRefs } = settings.claims;
  const { paths, notes } = await spellOut(root, meant);
  const choice = chooseLocks({ asked: [], exact: paths, tracked: [], unlocked, maxRefs });
  return { ...choice, notes: [...notes, ...choice.notes] };
}

/** As true paths. The root can be no lock, since all locks lie below it: what is in it is claimed. */
export async function spellOut(
  root: string,
  meant: readonly Meant[],
): Promise<{ readonly paths: readonly RepoPath[]; readonly notes: readonly Problem[] }> {
  const paths = meant.flatMap((one): readonly RepoPath[] => {
    if (one.kind === 'root') return [];
    return one.kind === 'path' ? [one.path] : one.paths;
  });
  if (!meant.some(({ kind }) => kind === 'root')) return { paths, notes: [] };
  const { listTrackedFiles } = await import('../../open/repository.ts');
  const names = new Set((await listTrackedFiles(root)).map((path) => path.replace(/\/.*$/s, '') as RepoPath));
  const note = { code: 'root-by-names', data: { names: names.size } } as const;
  return { paths: [...paths, ...names], notes: names.size === 0 ? [] : [note] };
}

/** The locks for what a wrapped agent asks for: paths and globs that are relative to the root. */
export async function chooseRootLocks(table: OpenedTable, asked: readonly string[]): Promise<LockChoice> {
  const { claims } = table.settings;
  const wish = { asked, unlocked: claims.ignore, maxRefs: claims.maxRefs };
  if (!asksByGlob(asked)) return chooseLocks({ ...wish, tracked: [] });
  const { listTrackedFiles } = await import('../../open/repository.ts');
  return chooseLocks({ ...wish, tracked: await listTrackedFiles(table.root) });
}
