import type { Change } from '../../../model/change.ts';
import type { FileCoverage } from '../../../model/project-state.ts';

/** Changed lines of one file that a coverage report knows. */
export interface MeasuredLines {
  readonly covered: number;
  readonly uncovered: number;
}

/** Counts only lines that the change added or touched; without their numbers, all lines of the file stand for them. */
export function measureChangedLines(change: Change, coverage: FileCoverage): MeasuredLines {
  const within = change.kind === 'added' ? undefined : change.addedLines;
  const isChanged = (line: number): boolean =>
    within === undefined || within.some(([first, last]) => first <= line && line <= last);
  return {
    covered: coverage.covered.filter(isChanged).length,
    uncovered: coverage.uncovered.filter(isChanged).length,
  };
}
