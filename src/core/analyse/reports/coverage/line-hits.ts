import { compareText } from '../../../model/compare-text.ts';
import type { RepoPath } from '../../../model/ids.ts';
import type { Coverage, FileCoverage } from '../../../model/project-state.ts';
import type { WallTime } from '../../../model/time.ts';
import type { PathResolver } from '../resolve-report-path.ts';

/** File as a report names it → line → how often it ran. */
export type LineHits = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** A report's lines, and how its names are understood. */
export interface ResolvedHits {
  readonly hits: LineHits;
  readonly resolve: PathResolver;
}

/** The numbers of reports, cut to the files we know; the total is over all files of all of them. */
export function coverageOf(
  reports: readonly ResolvedHits[],
  about: {
    readonly source: string;
    readonly at: WallTime;
    /** Whether a file was changed after its report was written. */
    readonly isOlder?: (path: RepoPath) => boolean;
  },
): Coverage {
  const byPath = new Map<RepoPath, Map<number, number>>();
  let covered = 0;
  let all = 0;
  for (const { hits, resolve } of reports)
    for (const [name, lines] of hits) {
      const path = resolve(name);
      const own = path === undefined ? undefined : (byPath.get(path) ?? new Map<number, number>());
      for (const [line, count] of lines) {
        all++;
        if (count > 0) covered++;
        own?.set(line, Math.max(own.get(line) ?? 0, count));
      }
      if (path !== undefined && own !== undefined) byPath.set(path, own);
    }
  const { isOlder = () => false, ...report } = about;
  const files = [...byPath].map(([path, lines]) => ({
    ...fileCoverage(path, lines),
    ...(isOlder(path) ? { older: true as const } : {}),
  }));
  return {
    ...(all === 0 ? {} : { total: Math.floor((covered * 1000) / all) / 10 }),
    files: files.sort((a, b) => compareText(a.path, b.path)),
    ...report,
  };
}

function fileCoverage(path: RepoPath, lines: ReadonlyMap<number, number>): FileCoverage {
  const sorted = [...lines].sort(([a], [b]) => a - b);
  return {
    path,
    covered: sorted.filter(([, hits]) => hits > 0).map(([line]) => line),
    uncovered: sorted.filter(([, hits]) => hits === 0).map(([line]) => line),
  };
}
