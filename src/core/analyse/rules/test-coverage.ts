import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { Coverage, ProjectState } from '../../model/project-state.ts';
import { isoSeconds } from '../../model/time.ts';
import { literalPattern } from '../../paths/match-paths.ts';
import { predictTestPath } from '../../paths/predict-test-path.ts';
import { measureChangedLines } from '../signals/coverage/measure-changed-lines.ts';
import {
  type ChangedPath,
  isProductCode,
  nameFiles,
  plural,
  present,
  type Rule,
  type TaskDraft,
} from './rule.ts';

export const testCoverage: Rule = {
  kind: 'test-coverage',
  propose: ({ state, changed }) => {
    const { coverage } = state;
    const code = present(changed).filter(isProductCode);
    if (coverage === undefined || code.length === 0) return undefined;
    const measured = measureFiles(code, coverage);
    if (measured.length > 0) return fromChangedLines(measured, state, coverage);
    return coverage.files.length > 0 ? undefined : fromTotal(code, state, coverage);
  },
};

interface MeasuredFile {
  readonly path: RepoPath;
  readonly covered: number;
  readonly uncovered: number;
}

function measureFiles(code: readonly ChangedPath[], coverage: Coverage): readonly MeasuredFile[] {
  const byPath = new Map(coverage.files.map((file) => [file.path, file]));
  return code
    .flatMap(({ path, change }) => {
      const file = byPath.get(path);
      return file === undefined ? [] : [{ path, ...measureChangedLines(change, file) }];
    })
    .filter(({ covered, uncovered }) => covered + uncovered > 0)
    .sort((a, b) => b.uncovered - a.uncovered || compareText(a.path, b.path));
}

function fromChangedLines(
  measured: readonly MeasuredFile[],
  state: ProjectState,
  coverage: Coverage,
): TaskDraft | undefined {
  const uncovered = measured.reduce((sum, file) => sum + file.uncovered, 0);
  const all = measured.reduce((sum, file) => sum + file.uncovered + file.covered, 0);
  const percent = ((all - uncovered) * 100) / all;
  if (percent >= state.coverageTarget) return undefined;
  const files = measured.filter((file) => file.uncovered > 0).map(({ path }) => path);
  const share = `${Math.floor(percent)} %, wanted ${state.coverageTarget} %`;
  return draft(
    files,
    `${uncovered} of ${plural(all, 'changed line')} untested: ${share} (${sourceOf(coverage)})`,
    percent,
    state,
  );
}

/** Where nothing says which lines are covered, the whole project's number stands for the changed files. */
function fromTotal(
  code: readonly ChangedPath[],
  state: ProjectState,
  coverage: Coverage,
): TaskDraft | undefined {
  if (coverage.total === undefined || coverage.total >= state.coverageTarget) return undefined;
  const files = code.map(({ path }) => path).sort(compareText);
  const why = `coverage of the project is ${coverage.total} %, wanted ${state.coverageTarget} % (${sourceOf(coverage)})`;
  return draft(files, why, coverage.total, state);
}

function draft(files: readonly RepoPath[], why: string, percent: number, state: ProjectState): TaskDraft {
  const gap = state.coverageTarget - percent;
  return {
    files,
    title: `Test the changed lines of ${nameFiles(files)}`,
    why,
    target: state.coverageTarget,
    writes: testPaths(files, state).map(literalPattern),
    reads: files.map(literalPattern),
    risks: gap > 20 ? [{ reason: { kind: 'far-below-target' }, points: 10 }] : [],
    acceptance: [`At least ${state.coverageTarget} % of the changed lines are covered`],
  };
}

/** Tests that are there, else where they would stand; the agent may write others and claims them then. */
function testPaths(files: readonly RepoPath[], { tests = [] }: ProjectState): readonly string[] {
  const found = files.flatMap((file) => {
    const existing = tests.filter((test) => test.of === file).map((test) => test.path);
    const predicted = predictTestPath(file);
    return existing.length > 0 || predicted === undefined ? existing : [predicted];
  });
  return [...new Set<string>(found)].sort(compareText);
}

const sourceOf = ({ source, at }: Coverage): string =>
  at === undefined ? source : `${source} of ${isoSeconds(at)}`;
