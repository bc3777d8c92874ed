import {
  advisoriesOfSarif,
  isAdvisory,
} from '../../../core/analyse/reports/advisories/advisories-of-sarif.ts';
import { parseSarif, type SarifReport } from '../../../core/analyse/reports/findings/parse-sarif.ts';
import { parseJson } from '../../../core/analyse/reports/parse-json.ts';
import { firstLine, type ReadReport } from '../../../core/analyse/reports/report.ts';
import { compareText } from '../../../core/model/compare-text.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { Advisory, Finding } from '../../../core/model/project-state.ts';
import type { FoundReport } from './find-reports.ts';
import { placeAdvisories } from './place-advisories.ts';
import { eachReport, type ReadFile } from './read-report.ts';
import { otherFiles, type ReportRoom, resolversOf } from './report-room.ts';

export interface FindingsReading {
  readonly findings: readonly Finding[];
  /** Of scanners of dependencies, which write the same format. */
  readonly advisories: readonly Advisory[];
  /** How many reports could be read. */
  readonly reports: number;
  readonly problems: readonly Problem[];
}

const MAX_REPORTS = 100;
/** More than this of a change is a setting of the scanner, not a list of faults. */
const MAX_FINDINGS = 1_000;

/** What scanners say of changed files. */
export async function readFindings(
  room: ReportRoom,
  reports: readonly FoundReport[],
): Promise<FindingsReading> {
  const findings: Finding[] = [];
  const advisories: Advisory[] = [];
  const read = await eachReport<SarifReport>(room.repository, reports.slice(0, MAX_REPORTS), {
    of: 'findings',
    parse,
    take: async (file) => {
      const own = await place(room, file);
      findings.push(...own.findings);
      advisories.push(...(await placeAdvisories(room, advisoriesOfSarif(file.value), file.source)));
      return own.problems;
    },
  });
  return { ...read, findings: distinct(findings), advisories };
}

function parse(text: string): ReadReport<SarifReport> {
  const json = parseJson(text);
  return json.ok ? parseSarif(json.value) : json;
}

async function place(
  room: ReportRoom,
  { value, source }: ReadFile<SarifReport>,
): Promise<{ readonly findings: readonly Finding[]; readonly problems: readonly Problem[] }> {
  const results = value.results.filter((result) => result.file !== undefined && !isAdvisory(result));
  if (results.length === 0) return { findings: [], problems: [] };
  const { path: resolve } = await resolversOf(room, room.changed, source);
  const isOlder = await room.isOlder(source);
  const findings = results.flatMap((result): Finding[] => {
    const path = resolve(result.file ?? '');
    if (path === undefined) return [];
    const { tool, rule, level, lines } = result;
    const message = firstLine(result.message);
    const about = { path, ...(lines === undefined ? {} : { lines }), tool, rule, level, message, source };
    return [isOlder(path) ? { ...about, older: true } : about];
  });
  if (findings.length > 0) return { findings, problems: [] };
  const { path: any } = await resolversOf(room, await room.files(), source);
  const isOurs = results.some(({ file }) => any(file ?? '') !== undefined);
  return { findings, problems: isOurs ? [] : [otherFiles(source.file, 'findings')] };
}

const RANK = { error: 0, warning: 1, note: 2 };

/** Each once, though several reports may have it; the gravest first. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const { path, lines, tool, rule } = finding;
    const key = JSON.stringify([path, lines, tool, rule]);
    const known = byKey.get(key);
    if (known === undefined || (known.older && !finding.older)) byKey.set(key, finding);
  }
  return [...byKey.values()]
    .sort(
      (a, b) =>
        RANK[a.level] - RANK[b.level] ||
        compareText(a.path, b.path) ||
        (a.lines?.[0] ?? 0) - (b.lines?.[0] ?? 0) ||
        compareText(a.rule, b.rule),
    )
    .slice(0, MAX_FINDINGS);
}
