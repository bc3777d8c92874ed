import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { Coverage, ProjectState } from '../../model/project-state.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import { literalPattern } from '../../paths/match-paths.ts';
import { addedRanges } from '../lines/real-lines.ts';
import { measureChangedLines } from '../reports/coverage/measure-changed-lines.ts';
import { proposeTests } from './code-without-test.ts';
import { type ChangedPath, isProductCode, present, type Rule, type TaskDraft, words } from './rule.ts';
import { testPaths } from './test-paths.ts';

export const testCoverage: Rule = {
  kind: 'test-coverage',
  about: 'changed lines that no test runs, and new code without a test where such files have tests',
  base: 50,
  estimate: { fixed: 8, linesPerMinute: 25 },
  topics: words('test tests testing coverage quality reliability stability'),
  nature: 'tests',
  lead: 'Test the changed lines of',
  acceptance: [],
  signals: ['lines', 'messages', 'surface', 'tests', 'coverage'],
  documentation: {
    speaks: [
      'A coverage report says that fewer of the changed lines are covered than wanted.',
      'Without a report: functions or branches are new, no test is part of the change, and the file, or others of its folder, have tests; where they are many, files of the folder around do.',
      'Without a report: a commit says to mend a fault, or a new line would have a security audit, no test is part of the change, and the file has one.',
      'Without a report: a parameter that may be left out means something else then, and no test is part of the change.',
      'The test of a file is removed, and the file stays.',
    ],
    silent: [
      'Any test is part of the change; it only reverts.',
      'Constants, types, comments, imports, formatting, lines that moved, tags and attributes of components.',
      'What was there in another language (`a.js`, now `a.ts`).',
      'Projects and folders that do not test such files; no figure is made up for them.',
    ],
    example:
      '`src/cart.ts:40` and 22 more lines are new, and no test changed; `src/order.ts` has one, `src/order.test.ts`.',
  },
  propose: (input) => {
    const { state, changed } = input;
    const code = present(changed).filter(isProductCode);
    const { coverage } = state;
    const measured = coverage === undefined ? [] : measureFiles(code, coverage);
    if (coverage !== undefined && measured.length > 0) return fromChangedLines(measured, state, coverage);
    if (coverage !== undefined && coverage.files.length === 0 && coverage.total !== undefined)
      return fromTotal(code, state, coverage);
    return proposeTests(input);
  },
};

interface MeasuredFile {
  readonly path: RepoPath;
  readonly covered: number;
  readonly uncovered: number;
  readonly older: boolean;
}

function measureFiles(code: readonly ChangedPath[], coverage: Coverage): readonly MeasuredFile[] {
  const byPath = new Map(coverage.files.map((file) => [file.path, file]));
  return code
    .flatMap(({ path, change, lines }) => {
      const file = byPath.get(path);
      if (file === undefined) return [];
      const within = change.kind === 'added' || lines === undefined ? undefined : addedRanges(lines);
      return [{ path, ...measureChangedLines(file, within), older: file.older === true }];
    })
    .filter(({ covered, uncovered }) => covered + uncovered > 0)
    .sort((a, b) => b.uncovered - a.uncovered || compareText(a.path, b.path));
}

function fromChangedLines(
  measured: readonly MeasuredFile[],
  state: ProjectState,
  coverage: Coverage,
): TaskDraft | undefined {
  const lines = measured.reduce((sum, file) => sum + file.uncovered, 0);
  const of = measured.reduce((sum, file) => sum + file.uncovered + file.covered, 0);
  const exact = ((of - lines) * 100) / of;
  const target = state.coverageTarget;
  if (exact >= target) return undefined;
  const open = measured.filter((file) => file.uncovered > 0);
  const older = open.some((file) => file.older);
  const percent = Math.floor(exact);
  return draft({
    files: open.map(({ path }) => path),
    evidence: [
      { kind: 'uncovered', lines, of, percent, target, ...sourceOf(coverage), ...(older ? { older } : {}) },
    ],
    percent: exact,
    older,
    state,
  });
}

/** Where nothing says which lines are covered, the whole project's number stands for the changed files. */
function fromTotal(
  code: readonly ChangedPath[],
  state: ProjectState,
  coverage: Coverage,
): TaskDraft | undefined {
  const { total } = coverage;
  if (code.length === 0 || total === undefined || total >= state.coverageTarget) return undefined;
  return draft({
    files: code.map(({ path }) => path).sort(compareText),
    evidence: [{ kind: 'low-coverage', percent: total, target: state.coverageTarget, ...sourceOf(coverage) }],
    percent: total,
    older: false,
    state,
  });
}

function draft(of: {
  readonly files: readonly RepoPath[];
  readonly evidence: TaskDraft['evidence'];
  readonly percent: number;
  readonly older: boolean;
  readonly state: ProjectState;
}): TaskDraft {
  const { files, evidence, state } = of;
  const far: readonly PriorityPart[] =
    state.coverageTarget - of.percent > 20 ? [{ reason: { kind: 'far-below-target' }, points: 10 }] : [];
  const doubt: readonly PriorityPart[] = of.older ? [{ reason: { kind: 'older-report' }, points: -10 }] : [];
  return {
    files,
    evidence,
    target: state.coverageTarget,
    writes: testPaths(files, state).map(literalPattern),
    reads: files.map(literalPattern),
    weights: [...far, ...doubt],
  };
}

const sourceOf = ({ source, at }: Coverage) => ({ source, ...(at === undefined ? {} : { at }) });
