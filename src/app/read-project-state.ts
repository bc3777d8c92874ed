import type { Change } from '../core/model/change.ts';
import type { Problem } from '../core/model/problem.ts';
import type { AuditHistory, ProjectState, TestOf } from '../core/model/project-state.ts';
import type { Settings } from '../core/model/settings.ts';
import { classifyPath, type PathClass } from '../core/paths/classify-path.ts';
import type { Range, Repository } from './ports/repository.ts';
import { readMentions } from './readers/read-mentions.ts';
import { readPatchFacts } from './readers/read-patch-facts.ts';
import { readTests } from './readers/read-tests.ts';
import { type ReportsReading, readReports } from './readers/reports/read-reports.ts';

export interface StateQuestion {
  readonly repository: Repository;
  readonly range: Range;
  readonly changes: readonly Change[];
  readonly settings: Pick<Settings, 'goal' | 'coverageTarget' | 'signals'>;
}

export interface StateReading {
  readonly state: ProjectState;
  readonly problems: readonly Problem[];
}

/** Audits further back than this tell nothing about the change. */
const MAX_AUDITS = 50;

/** Asks everything the rules may look at, each source by itself and at the same time; what is not there is left out. */
export async function readProjectState(ask: StateQuestion): Promise<StateReading> {
  const { repository, range, settings } = ask;
  const [patch, { problems, ...reports }, audits, changedAt] = await Promise.all([
    readPatch(ask),
    readReportsAndTests(ask),
    readAudits(ask),
    repository.readCommitTime(range.head),
  ]);
  return {
    state: {
      changes: ask.changes.map((change) => withAddedLines(change, patch.addedLines)),
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(settings.goal === undefined ? {} : { goal: settings.goal }),
      audits,
      coverageTarget: settings.coverageTarget,
      mentions: patch.mentions,
      surface: patch.surface,
      dependencies: patch.dependencies,
      ...reports,
    },
    problems,
  };
}

const hasClass = ({ path }: Change, wanted: readonly PathClass[]): boolean => {
  const classes = classifyPath(path);
  return wanted.some((name) => classes.has(name));
};

async function readPatch({ repository, range, changes }: StateQuestion) {
  const facts = await readPatchFacts(repository, range, changes);
  return { ...facts, mentions: await readMentions(repository, range.head, facts.surface) };
}

async function readReportsAndTests({
  repository,
  range,
  changes,
  settings,
}: StateQuestion): Promise<ReportsReading & { readonly tests: readonly TestOf[] }> {
  const { head } = range;
  const reading = await readReports({ repository, head, changes, signals: settings.signals });
  const measured = reading.coverage?.files.map(({ path }) => path) ?? [];
  return { ...reading, tests: await readTests(repository, head, measured) };
}

/** What an audit may be due for; without any such file nobody needs to read the history. */
const AUDITED: readonly PathClass[] = [
  'api',
  'auth',
  'crypto',
  'secrets',
  'workflow',
  'submodules',
  'manifest',
  'lock-file',
];

async function readAudits({ repository, range, changes }: StateQuestion): Promise<AuditHistory> {
  if (!changes.some((change) => change.newMode === '160000' || hasClass(change, AUDITED)))
    return { paths: [] };
  const audits = await repository.readAudits(range.head, MAX_AUDITS);
  return {
    paths: audits.flatMap(({ at, commit, paths }) =>
      paths.map((path) => ({ path, at, source: `commit ${commit.slice(0, 7)}` })),
    ),
  };
}

function withAddedLines(
  change: Change,
  addedLines: ReadonlyMap<Change['path'], NonNullable<Change['addedLines']>>,
): Change {
  const lines = addedLines.get(change.path);
  return lines === undefined ? change : { ...change, addedLines: lines };
}
