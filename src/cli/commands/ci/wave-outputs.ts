import { handedOut, type WaveChoice } from '../../../app/ci/choose-wave.ts';
import type { CiRun } from '../../../app/ci/ci-run.ts';
import type { TakeOutcome } from '../../../app/claim/claim-attempt.ts';
import { heldProblem, taskHeldProblem } from '../../../app/perform/describe-failure.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { jobMatrix } from '../../../report/ci/matrix.ts';
import type { StepOutputs } from './step.ts';

/** What the jobs of a wave that was claimed are told, and what of it is postponed. */
export function waveOutputs(of: {
  readonly run: Pick<CiRun, 'agents'>;
  readonly choice: Pick<WaveChoice, 'tasks'>;
  readonly claimed: ReadonlyMap<TaskId, TakeOutcome>;
  readonly sha: Oid;
  readonly table: string;
}): { readonly outputs: StepOutputs; readonly problems: readonly Problem[]; readonly jobs: number } {
  const { run, choice, claimed, sha, table } = of;
  const rows = handedOut(choice, claimed);
  const settings = new Map(run.agents.map((agent) => [agent.id, agent]));
  const matrix = jobMatrix(
    rows.map(({ task, agent }) => ({
      task,
      agent,
      preset: settings.get(agent)?.preset,
      minutes: task.timeout ?? settings.get(agent)?.timeoutMinutes ?? 30,
    })),
  );
  return {
    outputs: { sha, matrix: JSON.stringify(matrix), 'has-tasks': String(rows.length > 0) },
    problems: [...claimed].flatMap(([task, outcome]) => postponed(task, outcome, table)),
    jobs: rows.length,
  };
}

/** Somebody holds it, or nobody knows: it is tried again with the next wave. */
function postponed(task: TaskId, outcome: TakeOutcome, table: string): readonly Problem[] {
  switch (outcome.kind) {
    case 'held':
      return [heldProblem(task, outcome.obstacles)];
    case 'task-held':
      return [taskHeldProblem(task, outcome.by)];
    case 'failed':
      return [storeProblem(outcome.failure, table)];
    case 'unknown':
      return [problemOf('outcome-unknown', { task, table, detail: outcome.detail })];
    default:
      return [];
  }
}
