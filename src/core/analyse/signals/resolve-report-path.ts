import type { RepoPath } from '../../model/ids.ts';

/** Finds which of our files a report means. */
export type PathResolver = (raw: string) => RepoPath | undefined;

/**
 * Reports name files as their tool saw them: absolute, from another machine, with `\`, or relative to the package they
 * stand in. Only files of `known` are found: by exact name, below the report's package, else by a unique ending.
 */
export function makePathResolver(ask: {
  readonly known: Iterable<RepoPath>;
  /** Absolute path of the repository. */
  readonly root: string;
  /** Where the report stands, relative to the root: `packages/a/coverage/lcov.info`. */
  readonly report: string;
}): PathResolver {
  const known = new Set<string>(ask.known);
  const byName = groupByName(ask.known);
  const root = `${toSlashes(ask.root).replace(/\/+$/, '')}/`;
  const above = directoriesAbove(ask.report);
  return (raw) => {
    const path = toSlashes(raw.trim()).replace(/^(\.\/)+/, '');
    const inside = path.toLowerCase().startsWith(root.toLowerCase()) ? path.slice(root.length) : path;
    for (const directory of above) {
      const candidate = `${directory}${inside}`;
      if (known.has(candidate)) return candidate as RepoPath;
    }
    return isAbsolute(path) ? uniqueEnding(path, byName) : undefined;
  };
}

const toSlashes = (path: string): string => path.replaceAll('\\', '/');

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:\//.test(path);

/** `''`, then the report's own directories, from the root down. */
function directoriesAbove(report: string): readonly string[] {
  const ends = [...report.matchAll(/\//g)].map((slash) => slash.index + 1);
  return ['', ...ends.map((end) => report.slice(0, end))];
}

function groupByName(paths: Iterable<RepoPath>): ReadonlyMap<string, readonly RepoPath[]> {
  const groups = new Map<string, RepoPath[]>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const group = groups.get(name);
    if (group) group.push(path);
    else groups.set(name, [path]);
  }
  return groups;
}

/** `/home/runner/work/shop/shop/src/a.ts` is `src/a.ts` where no other of our files ends so. */
function uniqueEnding(path: string, byName: ReadonlyMap<string, readonly RepoPath[]>): RepoPath | undefined {
  const same = byName.get(path.slice(path.lastIndexOf('/') + 1)) ?? [];
  const ending = same.filter((known) => path.endsWith(`/${known}`));
  const longest = ending.reduce((length, known) => Math.max(length, known.length), 0);
  return ending.find((known) => known.length === longest);
}
