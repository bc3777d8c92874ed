import { type ClaimRecord, isLive } from '../claim/record.ts';
import { taskRef } from '../claim/refs.ts';
import type { TableView } from '../claim/table.ts';
import type { RunId, TaskId } from '../model/ids.ts';
import type { PlanState } from '../model/plan.ts';
import { asLiteral, literalPattern, matchPaths } from '../paths/match-paths.ts';
import { overlap, type PathPattern, preparePattern } from '../paths/patterns-overlap.ts';
import type { TaskOnTable } from '../plan/read-plan-file.ts';
import type { ConditionReader } from './conditions-of.ts';
import { settleOnTable, type TaskSeen } from './settle-on-table.ts';

export interface RunOnTable {
  readonly run: RunId;
  readonly tasks: readonly TaskOnTable[];
  readonly state?: PlanState;
}

export interface ReadyTask extends TaskOnTable {
  readonly run: RunId;
}

/**
 * Tasks of open runs that could start now: nobody is at work on them, what they wait for is done, and no claim in force
 * covers a file that they write (files that are merged instead of locked do not count).
 */
export function findReadyTasks(ask: {
  readonly runs: readonly RunOnTable[];
  readonly view: Pick<TableView, 'tasks'>;
  readonly inForce: readonly ClaimRecord[];
  readonly mergeable: readonly string[];
  readonly read: ConditionReader;
}): readonly ReadyTask[] {
  const { runs, view, inForce, mergeable } = ask;
  const held = inForce.flatMap(({ paths }) => paths.map((path) => preparePattern(literalPattern(path))));
  const isMerged = matchPaths(mergeable);
  const locked = ({ writes }: TaskOnTable): readonly PathPattern[] =>
    writes.filter((pattern) => !isMerged(asLiteral(pattern) ?? pattern)).map(preparePattern);
  return runs.flatMap(({ run, ...plan }) => {
    const settled = settleOnTable({ plan, see: (task) => seenOn(view, run, task), read: ask.read });
    const over = new Set<TaskId>(
      settled.flatMap(({ task, standing }) =>
        standing === 'done' || standing === 'skipped' ? [task.id] : [],
      ),
    );
    return settled
      .filter(({ task, standing, turn }) => {
        if (standing !== 'idle' || turn !== 'goes') return false;
        // tasks that merely share files may go in either order
        const waits = task.dependsOn.some(({ on, why }) => why !== 'files' && !over.has(on));
        return !waits && !locked(task).some((mine) => held.some((theirs) => overlap(mine, theirs)));
      })
      .map(({ task }) => ({ ...task, run }));
  });
}

/** What the table says of a task of a run. */
function seenOn({ tasks }: Pick<TableView, 'tasks'>, run: RunId, task: TaskId): TaskSeen {
  const read = tasks.get(taskRef(run, task))?.read;
  if (read === undefined) return { standing: 'idle', outputs: {} };
  if (read.kind !== 'record') return { standing: 'unknown', outputs: {} };
  const { record } = read;
  if (record.state === 'done') return { standing: 'done', outputs: record.handoff?.outputs ?? {} };
  return { standing: isLive(record) ? 'at-work' : 'idle', outputs: {} };
}
