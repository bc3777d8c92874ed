import type { Change } from '../model/change.ts';
import type { PlanState, StateKey } from '../model/plan.ts';
import type { ProjectState } from '../model/project-state.ts';
import type { Task } from '../model/task.ts';
import { askedKeys } from './asked-state.ts';
import { addedRanges } from './lines/real-lines.ts';
import { measureChangedLines } from './reports/coverage/measure-changed-lines.ts';

export interface StateSeen {
  readonly changes: readonly Change[];
  readonly branch: string;
  readonly goal?: string;
  /** Absent: no report was looked for. */
  readonly project?: ProjectState;
}

/** What conditions ask of the project, to be kept with the plan; nothing where none asks. */
export function recordState(tasks: readonly Task[], seen: StateSeen): PlanState | undefined {
  const keys = askedKeys(tasks.flatMap(({ condition }) => condition ?? []));
  if (keys.length === 0) return undefined;
  return Object.fromEntries(keys.map((key) => [key, recorded(key, seen)]));
}

function recorded(key: StateKey, { changes, branch, goal, project }: StateSeen) {
  switch (key) {
    case 'changed_files':
      return changes.map(({ path }) => path);
    case 'changed_count':
      return changes.length;
    case 'branch':
      return branch;
    case 'goal':
      return goal ?? null;
    case 'coverage':
      return project === undefined ? null : coverageOf(project);
    case 'findings':
      return project?.findings === undefined ? null : findingsOf(project);
  }
}

/** Percent of the changed lines that can be measured, else of the whole project. */
function coverageOf({ coverage, changes, lines }: ProjectState): number | null {
  if (coverage === undefined) return null;
  const changed = new Map(changes.map((change) => [change.path, change]));
  const byPath = new Map((lines ?? []).map((file) => [file.path, file]));
  const measured = coverage.files
    .filter(({ path }) => changed.has(path))
    .map((file) => {
      const own = changed.get(file.path)?.kind === 'added' ? undefined : byPath.get(file.path);
      return measureChangedLines(file, own && addedRanges(own));
    });
  const covered = measured.reduce((sum, file) => sum + file.covered, 0);
  const all = measured.reduce((sum, file) => sum + file.covered + file.uncovered, 0);
  return all === 0 ? (coverage.total ?? null) : Math.round((covered * 1000) / all) / 10;
}

function findingsOf({ findings = [], changes }: ProjectState): number {
  const changed = new Set(changes.map(({ path }) => path));
  return findings.filter(({ path }) => changed.has(path)).length;
}
