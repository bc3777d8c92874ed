import { decodeReport } from '../../../core/analyse/reports/decode-report.ts';
import type { ReadReport, ReportTrouble } from '../../../core/analyse/reports/report.ts';
import type { ReportKind } from '../../../core/analyse/reports/report-places.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { ReportSource } from '../../../core/model/project-state.ts';
import type { WallTime } from '../../../core/model/time.ts';
import type { Repository } from '../../ports/repository.ts';
import type { FoundReport } from './find-reports.ts';

/** Larger reports are of everything but the change; what is in them is not worth the time. */
const MAX_BYTES = 64_000_000;

export interface ReadFile<T> {
  readonly report: FoundReport;
  readonly value: T;
  readonly source: ReportSource;
}

export interface FileReading<T> {
  /** Absent: it is gone, or says nothing that we understand. */
  readonly read?: ReadFile<T>;
  readonly problems: readonly Problem[];
}

/** What is read of each report, and by what. */
export interface ReportQuestion<T> {
  readonly of: ReportKind;
  readonly parse: (text: string) => ReadReport<T>;
}

/** Hands on each report that can be read, in their order. `take` says what is wrong with what is in it. */
export async function eachReport<T extends { readonly writtenAt?: WallTime }>(
  repository: Pick<Repository, 'readWorkingFile'>,
  reports: readonly FoundReport[],
  ask: ReportQuestion<T> & { readonly take: (file: ReadFile<T>) => Promise<readonly Problem[]> },
): Promise<{ readonly reports: number; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  let count = 0;
  for (const report of reports) {
    const reading = await readReport(repository, report, ask);
    problems.push(...reading.problems);
    if (reading.read === undefined) continue;
    count++;
    problems.push(...(await ask.take(reading.read)));
  }
  return { reports: count, problems };
}

/** One file by one parser. Whatever is wrong with it is a note; nothing that somebody wrote there can stop a plan. */
export async function readReport<T extends { readonly writtenAt?: WallTime }>(
  repository: Pick<Repository, 'readWorkingFile'>,
  report: FoundReport,
  ask: ReportQuestion<T>,
): Promise<FileReading<T>> {
  const { file } = report;
  const found = await repository.readWorkingFile(file, MAX_BYTES);
  if (found === undefined) return { problems: [] };
  if (found.kind === 'too-large')
    return { problems: [unreadable({ file, of: ask.of }, { reason: 'too-large' }, found.size)] };
  const parsed = parseBytes(found.bytes, ask.parse);
  if (!parsed.ok) {
    // where a pattern names many files, one of another kind is somebody else's
    const isOther = parsed.trouble.reason === 'unknown-format' && !report.isNamed;
    return { problems: isOther ? [] : [unreadable({ file, of: ask.of }, parsed.trouble)] };
  }
  const { value, dropped } = parsed;
  const at = earlier(found.at, value.writtenAt);
  const problems = dropped > 0 ? [droppedEntries({ file, of: ask.of }, dropped)] : [];
  return { read: { report, value, source: { file, at } }, problems };
}

function parseBytes<T>(bytes: Uint8Array, parse: (text: string) => ReadReport<T>): ReadReport<T> {
  const text = decodeReport(bytes);
  return text.ok ? parse(text.value) : text;
}

/** A copy is younger than what it says. */
const earlier = (at: WallTime, written: WallTime | undefined): WallTime =>
  written !== undefined && written < at ? written : at;

interface About {
  readonly file: string;
  readonly of: ReportKind;
}

const unreadable = ({ file, of }: About, { reason, line }: ReportTrouble, bytes?: number): Problem => ({
  code: 'report-unreadable',
  where: { file, ...(line === undefined ? {} : { line }) },
  data: { of, reason, ...(bytes === undefined ? {} : { bytes, max: MAX_BYTES }) },
});

const droppedEntries = ({ file, of }: About, count: number): Problem => ({
  code: 'report-entries-dropped',
  where: { file },
  data: { of, count },
});
