import type { ReportKind } from '../../../core/analyse/reports/report-places.ts';
import type { Change } from '../../../core/model/change.ts';
import type { Oid } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { ProjectState } from '../../../core/model/project-state.ts';
import type { SignalSettings } from '../../../core/model/settings.ts';
import { classifyPath, type PathClass } from '../../../core/paths/classify-path.ts';
import { type FoundReport, findReports } from './find-reports.ts';
import { distinctAdvisories } from './place-advisories.ts';
import { openReportRoom, type ReportRepository, type ReportRoom } from './report-room.ts';

export interface ReportsQuestion {
  readonly repository: ReportRepository;
  readonly head: Oid;
  readonly changes: readonly Change[];
  readonly signals: SignalSettings;
}

/** What reports of tools say of a change; a part is absent where there is no report of it. */
export interface ReportsReading
  extends Pick<ProjectState, 'coverage' | 'findings' | 'failingTests' | 'advisories'> {
  readonly problems: readonly Problem[];
}

/** The reports in the working tree that can say something of this change. Never fails: what is wrong with one is a note. */
export async function readReports(ask: ReportsQuestion): Promise<ReportsReading> {
  const kinds = kindsFor(ask.changes);
  if (kinds.size === 0 || ask.repository.place.bare) return { problems: [] };
  const room = openReportRoom(ask);
  const { reports, more } = await findReports(ask.repository, {
    kinds,
    changed: room.changed,
    signals: ask.signals,
  });
  // parsers are loaded for what is there: most clones have no report at all
  const [coverage, findings, tests, advisories] = await Promise.all([
    reports.coverage.length > 0
      ? import('./read-coverage.ts').then((by) => by.readCoverage(room, reports.coverage, codeOf(room)))
      : undefined,
    reports.findings.length > 0
      ? import('./read-findings.ts').then((by) => by.readFindings(room, reports.findings))
      : undefined,
    reports.tests.length > 0
      ? import('./read-failing-tests.ts').then((by) => by.readFailingTests(room, reports.tests))
      : undefined,
    reports.advisories.length > 0
      ? import('./read-advisories.ts').then((by) => by.readAdvisories(room, reports.advisories))
      : undefined,
  ]);
  const known = distinctAdvisories([...(advisories?.advisories ?? []), ...(findings?.advisories ?? [])]);
  const hasAdvisories = known.length > 0 || (advisories?.reports ?? 0) > 0;
  return {
    ...(coverage?.coverage === undefined ? {} : { coverage: coverage.coverage }),
    ...(findings !== undefined && findings.reports > 0 ? { findings: findings.findings } : {}),
    ...(tests !== undefined && tests.reports > 0 ? { failingTests: tests.failingTests } : {}),
    ...(hasAdvisories ? { advisories: known } : {}),
    problems: [
      ...[coverage, findings, tests, advisories].flatMap((reading) => reading?.problems ?? []),
      ...(more ? [leftOut(reports)] : []),
    ],
  };
}

const leftOut = (reports: Readonly<Record<ReportKind, readonly FoundReport[]>>): Problem => {
  const read = Object.values(reports).reduce((sum, list) => sum + list.length, 0);
  return { code: 'reports-left-out', data: { read } };
};

const codeOf = ({ changed }: ReportRoom) => changed.filter((path) => classifyPath(path).has('source'));

/** Nobody looks for a report that could not say anything of what changed. */
function kindsFor(changes: readonly Change[]): ReadonlySet<ReportKind> {
  const kinds = new Set<ReportKind>();
  for (const { path, kind } of changes) {
    if (kind === 'deleted') continue;
    const classes = classifyPath(path);
    const has = (...wanted: readonly PathClass[]): boolean => wanted.some((name) => classes.has(name));
    if (has('source')) kinds.add('coverage');
    if (has('source', 'test')) kinds.add('tests');
    if (has('manifest', 'lock-file')) kinds.add('advisories');
    kinds.add('findings');
  }
  return kinds;
}
