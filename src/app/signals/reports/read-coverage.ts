import type { CoverageReport } from '../../../core/analyse/reports/coverage/coverage-report.ts';
import { coverageOf, type ResolvedHits } from '../../../core/analyse/reports/coverage/line-hits.ts';
import { parseCoverage } from '../../../core/analyse/reports/coverage/parse-coverage.ts';
import type { RepoPath } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { Coverage } from '../../../core/model/project-state.ts';
import { wallTime } from '../../../core/model/time.ts';
import type { FoundReport } from './find-reports.ts';
import { type ReadFile, readReport } from './read-report.ts';
import { otherFiles, type ReportRoom, resolversOf } from './report-room.ts';

export interface CoverageReading {
  readonly coverage?: Coverage;
  readonly problems: readonly Problem[];
}

const MAX_REPORTS = 50;

/**
 * The coverage reports of the working tree, cut to the changed code: all that are configured; where none of them is
 * there, the first one of the root and of each package.
 */
export async function readCoverage(
  room: ReportRoom,
  reports: readonly FoundReport[],
  code: readonly RepoPath[],
): Promise<CoverageReading> {
  if (code.length === 0) return { problems: [] };
  const configured = reports.filter(({ isConfigured }) => isConfigured).slice(0, MAX_REPORTS);
  const own = await readEach(room, configured, { onlyFirst: false });
  const usual = reports.filter(({ isConfigured }) => !isConfigured);
  const found = own.read.length > 0 ? own : await readEach(room, usual, { onlyFirst: true });
  const problems = [...own.problems, ...(found === own ? [] : found.problems)];
  if (found.read.length === 0) return { problems };
  const coverage = await merge(room, found.read, code);
  return { coverage, problems: [...problems, ...(await ofOthers(room, found.read, coverage))] };
}

interface Reads {
  readonly read: readonly ReadFile<CoverageReport>[];
  readonly problems: readonly Problem[];
}

async function readEach(
  { repository }: ReportRoom,
  reports: readonly FoundReport[],
  { onlyFirst }: { readonly onlyFirst: boolean },
): Promise<Reads> {
  const read: ReadFile<CoverageReport>[] = [];
  const problems: Problem[] = [];
  for (const report of reports) {
    if (onlyFirst && read.some((before) => before.report.folder === report.folder)) continue;
    const reading = await readReport(repository, report, { of: 'coverage', parse: parseCoverage });
    problems.push(...reading.problems);
    if (reading.read !== undefined) read.push(reading.read);
  }
  return { read, problems };
}

async function merge(
  room: ReportRoom,
  read: readonly ReadFile<CoverageReport>[],
  code: readonly RepoPath[],
): Promise<Coverage> {
  const resolved = await Promise.all(read.map((one) => resolve(room, one, code)));
  const sources = read.map(({ source }) => source);
  const at = wallTime(Math.min(...sources.map((source) => source.at)));
  const older = await Promise.all(sources.map((source) => room.isOlder(source)));
  const knows = resolved.map(({ hits, resolve }) => new Set([...hits.keys()].map(resolve)));
  return coverageOf(resolved, {
    source: sources.map(({ file }) => file).join(', '),
    at,
    isOlder: (path) => older.some((isOlder, index) => knows[index]?.has(path) === true && isOlder(path)),
  });
}

async function resolve(
  room: ReportRoom,
  { value, source }: ReadFile<CoverageReport>,
  known: readonly RepoPath[],
): Promise<ResolvedHits> {
  const isGo = value.names === 'imports';
  const resolvers = await resolversOf(room, known, { file: source.file, roots: value.roots, isGo });
  const by = { paths: resolvers.path, endings: resolvers.ending, imports: resolvers.import }[value.names];
  return { hits: value.hits, resolve: by };
}

/** A report that knows none of the repository's files is of another place, or its names are not understood. */
async function ofOthers(
  room: ReportRoom,
  read: readonly ReadFile<CoverageReport>[],
  coverage: Coverage,
): Promise<readonly Problem[]> {
  if (coverage.files.length > 0) return [];
  const files = await room.files();
  const problems: Problem[] = [];
  for (const one of read) {
    const { hits, resolve: find } = await resolve(room, one, files);
    if (hits.size > 0 && [...hits.keys()].every((name) => find(name) === undefined))
      problems.push(otherFiles(one.source.file, 'coverage'));
  }
  return problems;
}
