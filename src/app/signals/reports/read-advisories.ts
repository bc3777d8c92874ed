import type {
  AdvisoryReport,
  ReportedAdvisory,
} from '../../../core/analyse/signals/advisories/advisory-report.ts';
import { parseAdvisories } from '../../../core/analyse/signals/advisories/parse-advisories.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { Advisory, ReportSource } from '../../../core/model/project-state.ts';
import { classifyPath } from '../../../core/paths/classify-path.ts';
import type { FoundReport } from './find-reports.ts';
import { readReport } from './read-report.ts';
import { type ReportRoom, resolversOf } from './report-room.ts';

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

/** What they were found in, as files of ours; older than the change where a manifest of it was written later. */
export async function placeAdvisories(
  room: ReportRoom,
  found: readonly ReportedAdvisory[],
  source: ReportSource,
): Promise<readonly Advisory[]> {
  if (found.length === 0) return [];
  const { path: resolve } = await resolversOf(room, await room.files(), source);
  const isOlder = await room.isOlder(source);
  const manifests = room.changed.filter((path) => {
    const classes = classifyPath(path);
    return classes.has('manifest') || classes.has('lock-file');
  });
  const older = manifests.some(isOlder) ? { older: true as const } : {};
  return found.map(({ file, ...advisory }) => {
    const manifest = file === undefined ? undefined : resolve(file);
    return { ...advisory, ...(manifest === undefined ? {} : { manifest }), source, ...older };
  });
}

/** Several scanners find the same. */
export function distinctAdvisories(advisories: readonly Advisory[]): readonly Advisory[] {
  const byKey = new Map<string, Advisory>();
  for (const advisory of advisories) {
    const key = JSON.stringify([advisory.id, advisory.package, advisory.version, advisory.manifest]);
    if (!byKey.has(key)) byKey.set(key, advisory);
  }
  return [...byKey.values()];
}
