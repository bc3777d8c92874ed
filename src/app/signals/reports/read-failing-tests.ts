import { findPlaces } from '../../../core/analyse/reports/tests/find-places.ts';
import {
  type JunitReport,
  type JunitTest,
  parseJunit,
} from '../../../core/analyse/reports/tests/parse-junit.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { FailingTest } from '../../../core/model/project-state.ts';
import type { FoundReport } from './find-reports.ts';
import { eachReport, type ReadFile } from './read-report.ts';
import { otherFiles, type ReportRoom, resolversOf } from './report-room.ts';

export interface TestsReading {
  readonly failingTests: readonly FailingTest[];
  /** How many reports could be read. */
  readonly reports: number;
  readonly problems: readonly Problem[];
}

const MAX_TESTS = 500;

/** Tests that fail with a changed file in their trace; each once, whichever reports have it. */
export async function readFailingTests(
  room: ReportRoom,
  reports: readonly FoundReport[],
): Promise<TestsReading> {
  const failing = new Map<string, FailingTest>();
  const read = await eachReport<JunitReport>(room.repository, reports, {
    of: 'tests',
    parse: parseJunit,
    take: async (file) => {
      const own = await place(room, file);
      for (const test of own.failing) if (!failing.has(test.name)) failing.set(test.name, test);
      return own.problems;
    },
  });
  return { ...read, failingTests: [...failing.values()].slice(0, MAX_TESTS) };
}

async function place(
  room: ReportRoom,
  { value, source }: ReadFile<JunitReport>,
): Promise<{ readonly failing: readonly FailingTest[]; readonly problems: readonly Problem[] }> {
  if (value.failing.length === 0) return { failing: [], problems: [] };
  const resolve = await resolversOf(room, await room.files(), { file: source.file, isGo: true });
  const changed = new Set(room.changed);
  const isOlder = await room.isOlder(source);
  let isOurs = false;
  const failing = value.failing.flatMap((test): FailingTest[] => {
    const places = findPlaces(test, resolve);
    isOurs ||= places.length > 0;
    const ours = places.filter(({ path }) => changed.has(path));
    if (ours.length === 0) return [];
    const about = { name: nameOf(test), message: test.message, places, source };
    return [ours.some(({ path }) => isOlder(path)) ? { ...about, older: true } : about];
  });
  return { failing, problems: isOurs ? [] : [otherFiles(source.file, 'tests')] };
}

/** jest-junit writes the whole name twice. */
function nameOf({ className, suite, name }: JunitTest): string {
  const of = className || suite;
  return of === '' || name.startsWith(of) ? name : `${of}: ${name}`;
}
