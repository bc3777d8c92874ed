import type { RepoPath } from '../../core/model/ids.ts';
import { repoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { asksByGlob, chooseLocks, type LockChoice } from '../../core/paths/choose-locks.ts';
import type { PathFinder } from '../ports/path-finder.ts';
import type { Meant } from './understand-paths.ts';

interface LockPlace {
  readonly finder: Pick<PathFinder, 'tracked'>;
  readonly settings: Pick<Settings, 'claims'>;
}

/** The locks for what somebody typed, as it was understood. */
export async function chooseClaimLocks(
  { finder, settings }: LockPlace,
  meant: readonly Meant[],
): Promise<LockChoice> {
  const { ignore: unlocked, maxRefs } = settings.claims;
  const { paths, notes } = await spellOut(finder, meant);
  const choice = chooseLocks({ asked: [], exact: paths, tracked: [], unlocked, maxRefs });
  return { ...choice, notes: [...notes, ...choice.notes] };
}

/** As true paths. The root can be no lock, since all locks lie below it: what is in it is claimed. */
export async function spellOut(
  { tracked }: Pick<PathFinder, 'tracked'>,
  meant: readonly Meant[],
): Promise<{ readonly paths: readonly RepoPath[]; readonly notes: readonly Problem[] }> {
  const paths = meant.flatMap((one): readonly RepoPath[] => {
    if (one.kind === 'root') return [];
    return one.kind === 'path' ? [one.path] : one.paths;
  });
  if (!meant.some(({ kind }) => kind === 'root')) return { paths, notes: [] };
  const names = new Set((await tracked()).map((path) => repoPath(path.replace(/\/.*$/s, ''))));
  const note = { code: 'root-by-names', data: { names: names.size } } as const;
  return { paths: [...paths, ...names], notes: names.size === 0 ? [] : [note] };
}

/** The locks for what a wrapped agent asks for: paths and globs that are relative to the root. */
export async function chooseRootLocks(
  { finder, settings }: LockPlace,
  asked: readonly string[],
): Promise<LockChoice> {
  const { ignore: unlocked, maxRefs } = settings.claims;
  const tracked = asksByGlob(asked) ? await finder.tracked() : [];
  return chooseLocks({ asked, unlocked, maxRefs, tracked });
}
