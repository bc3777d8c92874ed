import { coverageOf, type LineHits } from '../../core/analyse/signals/coverage/line-hits.ts';
import { parseIstanbul } from '../../core/analyse/signals/coverage/parse-istanbul.ts';
import { parseLcov } from '../../core/analyse/signals/coverage/parse-lcov.ts';
import { makePathResolver } from '../../core/analyse/signals/resolve-report-path.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Coverage } from '../../core/model/project-state.ts';
import type { Repository } from '../ports/repository.ts';

/** Where tools put their reports, below the root and below each package that changed. The first that is there counts. */
const PLACES = [
  'coverage/lcov.info',
  'lcov.info',
  'coverage/lcov/lcov.info',
  'target/lcov.info',
  'coverage/coverage-final.json',
  'coverage-final.json',
] as const;

const MAX_BYTES = 64_000_000;

export interface CoverageReading {
  readonly coverage?: Coverage;
  readonly problems: readonly Problem[];
}

/** A coverage report of the working tree, cut to the changed files. A broken one is a warning, not a failure. */
export async function readCoverage(
  repository: Pick<Repository, 'place' | 'readWorkingFile'>,
  changed: readonly RepoPath[],
): Promise<CoverageReading> {
  if (changed.length === 0 || repository.place.bare) return { problems: [] };
  const inPackages = packagesOf(changed).flatMap((name) => PLACES.map((place) => `${name}/${place}`));
  const files = await Promise.all(
    [...PLACES, ...inPackages].map(async (source) => ({
      source,
      file: await repository.readWorkingFile(source, MAX_BYTES),
    })),
  );
  const problems: Problem[] = [];
  for (const { source, file } of files) {
    if (file === undefined) continue;
    const hits = parseReport(source, new TextDecoder().decode(file.bytes));
    if (hits === undefined) {
      problems.push(unreadable(source));
      continue;
    }
    const resolve = makePathResolver({ known: changed, root: repository.place.root, report: source });
    return { coverage: coverageOf(hits, resolve, { source, at: file.at }), problems };
  }
  return { problems };
}

const unreadable = (file: string): Problem => ({
  code: 'file-unreadable',
  severity: 'warning',
  where: { file },
  data: { detail: 'neither lcov nor Istanbul coverage' },
});

const parseReport = (source: string, text: string): LineHits | undefined =>
  source.endsWith('.json') ? parseIstanbul(text) : parseLcov(text);

/** `packages/a` of `packages/a/src/x.ts`: where a workspace's packages usually stand. */
function packagesOf(paths: readonly RepoPath[]): readonly string[] {
  const found = paths.flatMap(
    (path) => /^(?:packages|apps|libs|services|crates)\/[^/]+(?=\/)/.exec(path)?.[0] ?? [],
  );
  return [...new Set(found)].sort(compareText).slice(0, 20);
}
