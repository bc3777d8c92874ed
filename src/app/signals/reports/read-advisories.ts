import type { AdvisoryReport } from '../../../core/analyse/reports/advisories/advisory-report.ts';
import { parseAdvisories } from '../../../core/analyse/reports/advisories/parse-advisories.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { Advisory } from '../../../core/model/project-state.ts';
import type { FoundReport } from './find-reports.ts';
import { distinctAdvisories, placeAdvisories } from './place-advisories.ts';
import { readReport } from './read-report.ts';
import type { ReportRoom } from './report-room.ts';

export interface AdvisoriesReading {
  readonly advisories: readonly Advisory[];
  /** How many reports could be read. */
  readonly reports: number;
  readonly problems: readonly Problem[];
}

const MAX_REPORTS = 50;

/** Known vulnerabilities, of whatever packages; rules look for those that changed. */
export async function readAdvisories(
  room: ReportRoom,
  reports: readonly FoundReport[],
): Promise<AdvisoriesReading> {
  const advisories: Advisory[] = [];
  const problems: Problem[] = [];
  let count = 0;
  for (const report of reports.slice(0, MAX_REPORTS)) {
    const asked = { of: 'advisories' as const, parse: parseAdvisories };
    const reading = await readReport<AdvisoryReport>(room.repository, report, asked);
    problems.push(...reading.problems);
    if (reading.read === undefined) continue;
    count++;
    const { value, source } = reading.read;
    advisories.push(...(await placeAdvisories(room, value.advisories, source)));
  }
  return { advisories: distinctAdvisories(advisories), reports: count, problems };
}
