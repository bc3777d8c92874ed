import type { LockName, RepoPath } from '../model/ids.ts';
import { repoPath } from '../model/ids.ts';
import { covers, lockOf } from '../paths/lock-name.ts';
import type { HeldClaim } from './held-claim.ts';

/** What somebody wants to give back: claims by id or task, or paths; '' is the root, and so everything. */
export interface ReleaseName {
  readonly name: string;
  readonly paths: readonly RepoPath[];
}

/** What becomes of one claim: all of it ends, or it goes on without some of its locks. */
export type ReleaseStep =
  | { readonly do: 'end'; readonly held: HeldClaim }
  | { readonly do: 'narrow'; readonly held: HeldClaim; readonly give: readonly LockName[] };

export interface ReleaseChoice {
  readonly steps: readonly ReleaseStep[];
  /** Paths that a folder's lock covers: one lock, of which no part can be given back. */
  readonly inFolders: readonly InFolder[];
  /** Of claims that go on, what had been given back before and was now found out to be. */
  readonly given: readonly { readonly held: HeldClaim; readonly paths: readonly RepoPath[] }[];
  /** What no claim of this holder is about. */
  readonly foreign: readonly ReleaseName[];
}

export interface InFolder {
  readonly path: RepoPath;
  readonly folder: RepoPath;
  readonly held: HeldClaim;
}

/** Which claims of one's own are meant, and what of them. `before`: what they have just been found to go on without. */
export function decideRelease(
  mine: readonly HeldClaim[],
  names: readonly ReleaseName[],
  before: readonly { readonly held: HeldClaim; readonly locks: readonly LockName[] }[] = [],
): ReleaseChoice {
  const give = new Map<HeldClaim, Set<LockName>>(mine.map((held) => [held, new Set()]));
  const inFolders: InFolder[] = [];
  const foreign: ReleaseName[] = [];
  const given: ReleaseChoice['given'][number][] = [];
  for (const one of names) {
    const gone = before.flatMap(({ held, locks }) => {
      const paths = atOrBelow(locks, one.paths).map((lock) => pathOf(lock, one.paths));
      return paths.length > 0 ? [{ held, paths }] : [];
    });
    given.push(...gone);
    const meant = mine.map((held) => [held, meantOf(held, one)] as const);
    for (const [held, locks] of meant) for (const lock of locks) give.get(held)?.add(lock);
    if (gone.length > 0 || meant.some(([, locks]) => locks.length > 0)) continue;
    const above = one.paths.flatMap((path) => mine.flatMap((held) => folderOver(held, path)));
    if (above.length > 0) inFolders.push(...above);
    else foreign.push(one);
  }
  const steps = [...give].flatMap(([held, locks]): readonly ReleaseStep[] => {
    if (locks.size === 0) return [];
    const isAll = held.record.locks.every((lock) => locks.has(lock));
    return [isAll ? { do: 'end', held } : { do: 'narrow', held, give: [...locks] }];
  });
  return { steps, inFolders, given, foreign };
}

/** The locks of a claim that a name is about: all by its id or task, else those at and below a path. */
function meantOf(held: HeldClaim, { name, paths }: ReleaseName): readonly LockName[] {
  const { claim, task } = held.record;
  const { locks } = held.record; // what was only sent is settled before anything is given back
  return claim === name || task === name ? locks : atOrBelow(locks, paths);
}

function atOrBelow(locks: readonly LockName[], paths: readonly RepoPath[]): readonly LockName[] {
  const wanted = paths.map((path) => (path === '' ? '' : lockOf(path).lock));
  return locks.filter((lock) => wanted.some((want) => want === '' || covers(want, lock)));
}

/** As it was named; of a lock below a named folder only its own name is known. */
const pathOf = (lock: LockName, paths: readonly RepoPath[]): RepoPath =>
  paths.find((path) => lockOf(path).lock === lock) ?? (lock as string as RepoPath);

function folderOver(held: HeldClaim, path: RepoPath): readonly InFolder[] {
  const { lock } = lockOf(path);
  return held.record.locks.flatMap((over, at) => {
    const folder = held.record.paths[at];
    return folder !== undefined && lock.startsWith(`${over}/`) ? [{ path, folder, held }] : [];
  });
}

/** What has to be claimed to keep all of a folder but one path of it: the names beside it, level by level. */
export function restOfFolder(
  folder: RepoPath,
  path: RepoPath,
  tracked: readonly RepoPath[],
): readonly RepoPath[] {
  const rest = new Set<RepoPath>();
  for (const file of tracked) {
    if (!file.startsWith(`${folder}/`) || file === path || file.startsWith(`${path}/`)) continue;
    const names = file.split('/');
    const out = path.split('/');
    let same = 0;
    while (same < out.length && names[same] === out[same]) same++;
    rest.add(repoPath(names.slice(0, same + 1).join('/')));
  }
  return [...rest];
}
