import type { AdvisoryReport } from '../../../core/analyse/reports/advisories/advisory-report.ts';
import { parseAdvisories } from '../../../core/analyse/reports/advisories/parse-advisories.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { Advisory } from '../../../core/model/project-state.ts';
import type { FoundReport } from './find-reports.ts';
import { distinctAdvisories, placeAdvisories } from './place-advisories.ts';
import { eachReport } from './read-report.ts';
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
  const read = await eachReport<AdvisoryReport>(room.repository, reports.slice(0, MAX_REPORTS), {
    of: 'advisories',
    parse: parseAdvisories,
    take: async ({ value, source }) => {
      advisories.push(...(await placeAdvisories(room, value.advisories, source)));
      return [];
    },
  });
  return { ...read, advisories: distinctAdvisories(advisories) };
}
