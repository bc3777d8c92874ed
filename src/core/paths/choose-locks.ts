import { compareText } from '../model/compare-text.ts';
import type { LockName, RepoPath } from '../model/ids.ts';
import { lockName, repoPath } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import { lockOf } from './lock-name.ts';
import { asLiteral, matchPaths } from './match-paths.ts';
import { unsafePath } from './unsafe-path.ts';

/** A path and the lock that stands for it. */
export interface LockedPath {
  readonly path: RepoPath;
  readonly lock: LockName;
}

export interface LockChoice {
  readonly locks: readonly LockedPath[];
  /** What was locked otherwise than asked (`paths-as-directories`, `path-truncated`, `case-fold-clash`), as warnings. */
  readonly notes: readonly Problem[];
  /** Refusals: `no-paths`, `unsafe-path`. With any, nothing may be claimed. */
  readonly problems: readonly Problem[];
}

export interface LockWish {
  /** Paths, directories or globs, as a person or a task says them. */
  readonly asked: readonly string[];
  /** The same as true paths, which have no wildcards, whatever signs are in their names. */
  readonly exact?: readonly RepoPath[];
  /** Tracked files, for globs; a name that is tracked is that file, whatever characters it has. */
  readonly tracked: readonly RepoPath[];
  /** Globs of paths that need no lock. */
  readonly unlocked: readonly string[];
  readonly maxRefs: number;
}

/**
 * Which locks a claim takes: each asked path once, nothing below a directory that is taken too (git could not hold
 * both refs), and as nearest common directories where there would be more than `maxRefs`.
 */
export function chooseLocks(wish: LockWish): LockChoice {
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  const paths = new Set<RepoPath>();
  for (const asked of wish.asked) {
    const why = unsafePath(asked);
    if (why) problems.push({ code: 'unsafe-path', data: { path: asked, reason: why } });
    else for (const path of expand(asked, wish)) paths.add(path);
  }
  for (const path of wish.exact ?? []) paths.add(path);
  const isUnlocked = matchPaths(wish.unlocked);
  const wanted = [...paths].filter((path) => !isUnlocked(path));
  if (paths.size === 0 && problems.length === 0)
    problems.push({ code: 'no-paths', data: { asked: [...wish.asked] } });
  const few = asDirectories(outermost(lockAll(wanted, notes)), wish.maxRefs);
  if (few.condensed)
    notes.push({
      code: 'paths-as-directories',
      data: { paths: wanted.length, locks: few.locks.length, most: wish.maxRefs },
    });
  return { locks: few.locks, notes, problems };
}

/** Whether the tracked files have a say in what is locked; without globs they have none, and need not be listed. */
export const asksByGlob = (asked: readonly string[]): boolean =>
  asked.some((one) => asLiteral(one) === undefined);

function expand(asked: string, { tracked }: LockWish): readonly RepoPath[] {
  const plain = repoPath(asked.replace(/\/+$/, ''));
  const literal = asLiteral(asked);
  if (literal !== undefined) return [repoPath(literal.replace(/\/+$/, ''))];
  if (tracked.some((path) => path === plain || path.startsWith(`${plain}/`))) return [plain];
  return tracked.filter(matchPaths([asked]));
}

function lockAll(paths: readonly RepoPath[], notes: Problem[]): ReadonlyMap<LockName, RepoPath> {
  const locks = new Map<LockName, RepoPath>();
  for (const path of [...paths].sort(compareText)) {
    const { lock, truncatedTo } = lockOf(path);
    if (truncatedTo !== undefined)
      notes.push({ code: 'path-truncated', data: { path, locked: truncatedTo } });
    const other = locks.get(lock);
    if (other === undefined) locks.set(lock, truncatedTo ?? path);
    else if (truncatedTo === undefined)
      notes.push({ code: 'case-fold-clash', data: { paths: [other, path] } });
  }
  return locks;
}

/** Without what lies below another one. */
function outermost(locks: ReadonlyMap<LockName, RepoPath>): readonly LockedPath[] {
  return [...locks]
    .filter(([lock]) => {
      for (let slash = lock.indexOf('/'); slash >= 0; slash = lock.indexOf('/', slash + 1))
        if (locks.has(lockName(lock.slice(0, slash)))) return false;
      return true;
    })
    .map(([lock, path]) => ({ lock, path }))
    .sort((a, b) => compareText(a.lock, b.lock));
}

/** Folds the deepest paths into their directories until there are few enough; the root itself is never a lock. */
function asDirectories(
  locks: readonly LockedPath[],
  most: number,
): { readonly locks: readonly LockedPath[]; readonly condensed: boolean } {
  let few = locks;
  let condensed = false;
  while (few.length > most) {
    const deepest = Math.max(...few.map(({ lock }) => depth(lock)));
    if (deepest === 1) break;
    const folded = new Map<LockName, RepoPath>();
    for (const { lock, path } of few) {
      const up = depth(lock) === deepest;
      folded.set(up ? lockName(parentOf(lock)) : lock, up ? repoPath(parentOf(path)) : path);
    }
    few = outermost(folded);
    condensed = true;
  }
  return { locks: few, condensed };
}

const depth = (path: string): number => path.split('/').length;
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
