import type { RepoPath } from '../../model/ids.ts';
import { plainPath } from '../../paths/plain-path.ts';

/** Finds which of our files a report means; nothing but a file of `known` ever comes out. */
export type PathResolver = (raw: string) => RepoPath | undefined;

export interface ResolverQuestion {
  readonly known: Iterable<RepoPath>;
  /** Absolute path of the repository. */
  readonly root: string;
  /** Where the report stands, relative to the root: `packages/a/coverage/lcov.info`. */
  readonly report: string;
  /** Folders that its names may be relative to, as the report says: absolute, or relative to the root. */
  readonly roots?: readonly string[];
}

/**
 * Reports name files as their tool saw them: absolute, from another machine, with `\`, or relative to the package they
 * stand in. Found are: the exact name, below the report's package, below the folders that it names, else a unique ending.
 */
export function makePathResolver(ask: ResolverQuestion): PathResolver {
  const known = new Set<string>(ask.known);
  const byName = groupByName(ask.known);
  const root = `${toSlashes(ask.root).replace(/\/+$/, '')}/`;
  const above = directoriesAbove(ask.report);
  const roots = (ask.roots ?? []).map((folder) => `${toSlashes(folder).replace(/\/+$/, '')}/`);
  const inside = (path: string): string =>
    path.toLowerCase().startsWith(root.toLowerCase()) ? path.slice(root.length) : path;
  const exact = (path: string): RepoPath | undefined => {
    if (isAbsolute(path)) return undefined;
    for (const directory of above) {
      const candidate = plainPath(`${directory}${path}`);
      if (known.has(candidate)) return candidate as RepoPath;
    }
    return undefined;
  };
  return (raw) => {
    const path = toSlashes(raw.trim());
    const spelled = isAbsolute(path) ? [path] : [path, ...roots.map((folder) => `${folder}${path}`)];
    for (const one of spelled) {
      const found = exact(inside(one));
      if (found !== undefined) return found;
    }
    for (const one of spelled) {
      const found = isAbsolute(one) ? uniqueEnding(one, byName) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/**
 * For names that are ends of paths: `com/acme/Price.java`. Where several files end so, the one in the package of the
 * report; else none.
 */
export function makeEndingResolver(known: Iterable<RepoPath>, report: string): PathResolver {
  const byName = groupByName(known);
  return (raw) => {
    const ending = plainPath(toSlashes(raw.trim()));
    const same = byName.get(nameOf(ending)) ?? [];
    const found = same.filter((path) => path === ending || path.endsWith(`/${ending}`));
    if (found.length < 2) return found[0];
    const shared = found.map((path) => sharedFolders(path, report));
    const most = Math.max(...shared);
    const nearest = found.filter((_, at) => shared[at] === most);
    return nearest.length === 1 ? nearest[0] : undefined;
  };
}

/** A module of Go: what import paths begin with, and the folder that it stands for ('' is the root). */
export interface GoModule {
  readonly name: string;
  readonly folder: string;
}

/** For import paths: `github.com/acme/shop/price.go` in the module `github.com/acme/shop` is `price.go`. */
export function makeImportResolver(known: Iterable<RepoPath>, modules: readonly GoModule[]): PathResolver {
  const files = new Set<string>(known);
  const deepestFirst = [...modules].sort((a, b) => b.name.length - a.name.length);
  return (raw) => {
    const name = toSlashes(raw.trim());
    const own = deepestFirst.find((module) => name.startsWith(`${module.name}/`));
    if (own === undefined) return undefined;
    const path = plainPath(`${own.folder}/${name.slice(own.name.length + 1)}`);
    return files.has(path) ? (path as RepoPath) : undefined;
  };
}

/** `module github.com/acme/shop` of a go.mod. */
export const moduleName = (text: string): string | undefined =>
  /^\s*module\s+"?([\w./~-]{1,500})"?\s*(?:\/\/.*)?$/m.exec(text)?.[1];

const toSlashes = (path: string): string => path.replaceAll('\\', '/');

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:\//.test(path);

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function sharedFolders(one: string, other: string): number {
  const mine = one.split('/');
  const theirs = other.split('/');
  let count = 0;
  while (count < mine.length - 1 && mine[count] === theirs[count]) count++;
  return count;
}

/** `''`, then the report's own directories, from the root down. */
function directoriesAbove(report: string): readonly string[] {
  const ends = [...report.matchAll(/\//g)].map((slash) => slash.index + 1);
  return ['', ...ends.map((end) => report.slice(0, end))];
}

function groupByName(paths: Iterable<RepoPath>): ReadonlyMap<string, readonly RepoPath[]> {
  const groups = new Map<string, RepoPath[]>();
  for (const path of paths) {
    const group = groups.get(nameOf(path));
    if (group) group.push(path);
    else groups.set(nameOf(path), [path]);
  }
  return groups;
}

/** `/home/runner/work/shop/shop/src/a.ts` is `src/a.ts` where no other of our files ends so. */
function uniqueEnding(path: string, byName: ReadonlyMap<string, readonly RepoPath[]>): RepoPath | undefined {
  const same = byName.get(nameOf(path)) ?? [];
  const ending = same.filter((known) => path.endsWith(`/${known}`));
  const longest = ending.reduce((length, known) => Math.max(length, known.length), 0);
  return ending.find((known) => known.length === longest);
}
