import type { ReportKind } from '../../../core/analyse/signals/report-places.ts';
import type { Change } from '../../../core/model/change.ts';
import type { Oid } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { ProjectState } from '../../../core/model/project-state.ts';
import type { SignalSettings } from '../../../core/model/settings.ts';
import { classifyPath, type PathClass } from '../../../core/paths/classify-path.ts';
import { type FoundReport, findReports } from './find-reports.ts';
import { distinctAdvisories, readAdvisories } from './read-advisories.ts';
import { readCoverage } from './read-coverage.ts';
import { readFailingTests } from './read-failing-tests.ts';
import { readFindings } from './read-findings.ts';
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
  const [coverage, findings, tests, advisories] = await Promise.all([
    readCoverage(room, reports.coverage, codeOf(room)),
    readFindings(room, reports.findings),
    readFailingTests(room, reports.tests),
    readAdvisories(room, reports.advisories),
  ]);
  const known = distinctAdvisories([...advisories.advisories, ...findings.advisories]);
  return {
    ...(coverage.coverage === undefined ? {} : { coverage: coverage.coverage }),
    ...(findings.reports > 0 ? { findings: findings.findings } : {}),
    ...(tests.reports > 0 ? { failingTests: tests.failingTests } : {}),
    ...(advisories.reports > 0 || known.length > 0 ? { advisories: known } : {}),
    problems: [
      ...[coverage, findings, tests, advisories].flatMap(({ problems }) => problems),
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
