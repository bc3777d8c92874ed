import type { FileCoverage } from '../../../model/project-state.ts';

/** Changed lines of one file that a coverage report knows. */
export interface MeasuredLines {
  readonly covered: number;
  readonly uncovered: number;
}

/** Counts only lines within the ranges that the change added or touched; without ranges, all lines of the file. */
export function measureChangedLines(
  coverage: FileCoverage,
  within: readonly (readonly [first: number, last: number])[] | undefined,
): MeasuredLines {
  const isChanged = (line: number): boolean =>
    within === undefined || within.some(([first, last]) => first <= line && line <= last);
  return {
    covered: coverage.covered.filter(isChanged).length,
    uncovered: coverage.uncovered.filter(isChanged).length,
  };
}
