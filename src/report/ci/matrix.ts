import type { Plan, PlannedTask } from '../../core/model/plan.ts';

/** GitHub refuses a matrix with more rows. */
export const MAX_MATRIX_ROWS = 256;

/** `strategy.matrix` of a workflow: one job for each row, all at once. */
export interface CiMatrix {
  readonly include: readonly MatrixRow[];
}

/**
 * Only names of our own alphabet: `${{ matrix.… }}` in a `run:` line is pasted into a shell script, so titles and
 * file names, which anybody can write, stay in the plan file.
 */
export interface MatrixRow {
  readonly task: string;
  /** `custom` where a team's own kind is no plain name. */
  readonly kind: string;
  /** Empty where there are no agents at all: then the workflow itself says who does it. */
  readonly agent: string;
}

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * The tasks that may start now. A matrix runs all its rows at once, and tasks that depend on each other or touch
 * the same files must not: so it holds the first wave, without those that wait for somebody's claim or that no
 * agent can do. `more` counts tasks of that wave beyond GitHub's limit; they stay in the plan.
 */
export function assembleMatrix(plan: Plan): { readonly matrix: CiMatrix; readonly more: number } {
  const nobody = plan.agents.length === 0;
  const rows = plan.tasks
    .filter(
      (task) => task.wave === 0 && task.waitsFor === undefined && (nobody || task.assigned !== undefined),
    )
    .map(rowOf);
  return {
    matrix: { include: rows.slice(0, MAX_MATRIX_ROWS) },
    more: Math.max(0, rows.length - MAX_MATRIX_ROWS),
  };
}

function rowOf({ id, kind, assigned }: PlannedTask): MatrixRow {
  return {
    task: id,
    kind: PLAIN.test(kind) ? kind : 'custom',
    agent: assigned !== undefined && PLAIN.test(assigned) ? assigned : '',
  };
}

/** A job that a task was given to. */
export interface JobRow extends MatrixRow {
  /** Empty where the agent has none. */
  readonly preset: string;
  /** Time limit of the agent. */
  readonly minutes: number;
}

/** `strategy.matrix` of a wave whose tasks have been claimed. */
export const jobMatrix = (
  jobs: readonly {
    readonly task: PlannedTask;
    readonly agent: string;
    readonly preset: string | undefined;
    readonly minutes: number;
  }[],
): { readonly include: readonly JobRow[] } => ({
  include: jobs.map(({ task, agent, preset, minutes }) => ({
    task: task.id,
    kind: PLAIN.test(task.kind) ? task.kind : 'custom',
    agent: PLAIN.test(agent) ? agent : '',
    preset: preset !== undefined && PLAIN.test(preset) ? preset : '',
    minutes,
  })),
});
