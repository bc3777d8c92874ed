import { MOST_LOST, type TaskHistory } from '../../core/ci/task-history.ts';
import type { WorkReport } from '../../core/ci/work-report.ts';
import type { Handoff } from '../../core/claim/record.ts';
import type { TaskId } from '../../core/model/ids.ts';
import { problemOf } from '../../core/model/problem.ts';
import { namesWorkflows } from '../../core/paths/workflow-files.ts';
import { isFinal, type TaskProgress } from '../../core/run/run-state.ts';
import type { CiRun } from './ci-run.ts';

/** What has become of tasks since the table was read. */
export interface WaveEnded {
  readonly published: ReadonlyMap<TaskId, Handoff | undefined>;
  readonly reports: ReadonlyMap<TaskId, WorkReport>;
}

const NEVER: TaskHistory = { ms: 0, usd: 0, failed: 0, lost: 0 };

export function withReport(before: TaskHistory = NEVER, report?: WorkReport): TaskHistory {
  if (report === undefined) return before;
  const { how, ms, usd } = report;
  return {
    ms: before.ms + ms,
    usd: before.usd + usd,
    failed: before.failed + (how === 'failed' ? 1 : 0),
    lost: before.lost + (how === 'lost' || how === 'left' ? 1 : 0),
    last: report,
  };
}

/** A task whose tries are used up has failed; one that no job can do is not started. */
export function standing(
  progress: TaskProgress,
  { plan, histories, ended }: Pick<CiRun, 'plan' | 'histories'> & { readonly ended: WaveEnded },
): TaskProgress {
  const { id, retries } = progress.task;
  if (isFinal(progress.phase)) return progress;
  const workflows = plan.tasks.find((task) => task.id === id)?.writes.filter(namesWorkflows) ?? [];
  if (workflows.length > 0)
    return {
      ...progress,
      phase: { kind: 'blocked', problem: problemOf('workflow-file', { task: id, paths: workflows }) },
    };
  const { failed, lost, last } = withReport(histories.get(id), ended.reports.get(id));
  if (failed <= retries && lost <= MOST_LOST) return { ...progress, tries: failed };
  const problem = problemOf('tried-in-ci', {
    task: id,
    tries: failed + lost,
    code: last?.code ?? last?.how ?? '',
    lines: last?.lines ?? [],
  });
  return { ...progress, tries: failed, phase: { kind: 'failed', problem } };
}
