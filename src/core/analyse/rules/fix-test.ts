import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { FailingTest } from '../../model/project-state.ts';
import { touchesChange } from './changed-ranges.ts';
import { type ChangedPath, present, type Rule, words } from './rule.ts';

export const fixTest: Rule = {
  kind: 'fix-test',
  about: 'tests that fail in changed lines (JUnit)',
  base: 70,
  estimate: { fixed: 10, linesPerMinute: 40 },
  topics: words('test tests testing quality reliability stability'),
  nature: 'fixes',
  lead: 'Mend the failing tests of',
  acceptance: ['The named tests pass, and none was removed or weakened for it'],
  signals: ['lines', 'failing-tests'],
  documentation: {
    speaks: [
      'A report of a test run names a failing test whose trace goes through a line that the change touched.',
    ],
    silent: ['Failing tests whose trace meets no changed line: they failed before, or elsewhere.'],
    example: '`cart.test.ts: adds the tax` fails at `src/cart.ts:14`.',
  },
  propose: ({ state, changed }) => {
    const byPath = new Map(present(changed).map((path) => [path.path, path]));
    const met = (state.failingTests ?? []).flatMap((test) => {
      const place = placeOf(test, byPath);
      return place === undefined ? [] : [{ test, place }];
    });
    if (met.length === 0) return undefined;
    const sorted = met.sort(
      (a, b) => compareText(a.place.path, b.place.path) || compareText(a.test.name, b.test.name),
    );
    const older = sorted.every(({ test }) => test.older);
    return {
      files: [...new Set(sorted.map(({ place }) => place.path))],
      evidence: sorted.map(({ test, place }) => evidenceOf(test, place)),
      weights: older ? [{ reason: { kind: 'older-report' }, points: -15 }] : [],
    };
  },
};

type Place = FailingTest['places'][number];

/** Where it meets the change: at a line, or in a file of which the report names no line. */
const placeOf = ({ places }: FailingTest, byPath: ReadonlyMap<RepoPath, ChangedPath>): Place | undefined =>
  places.find(({ path, line }) => {
    const changed = byPath.get(path);
    return changed !== undefined && (line === undefined || touchesChange(changed, line, line));
  });

const evidenceOf = ({ name, message, source, older }: FailingTest, { path, line }: Place): Evidence => ({
  kind: 'failure',
  file: path,
  ...(line === undefined ? {} : { line }),
  name,
  text: message,
  source: source.file,
  at: source.at,
  ...(older ? { older } : {}),
});
