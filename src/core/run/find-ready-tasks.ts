import { type ClaimRecord, isLive } from '../claim/record.ts';
import { taskRef } from '../claim/refs.ts';
import type { TableView } from '../claim/table.ts';
import type { RunId, TaskId } from '../model/ids.ts';
import { asLiteral, literalPattern, matchPaths } from '../paths/match-paths.ts';
import { overlap, type PathPattern, preparePattern } from '../paths/patterns-overlap.ts';
import type { TaskOnTable } from '../plan/read-plan-file.ts';

export interface RunOnTable {
  readonly run: RunId;
  readonly tasks: readonly TaskOnTable[];
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
}): readonly ReadyTask[] {
  const { runs, view, inForce, mergeable } = ask;
  const held = inForce.flatMap(({ paths }) => paths.map((path) => preparePattern(literalPattern(path))));
  const isMerged = matchPaths(mergeable);
  const locked = ({ writes }: TaskOnTable): readonly PathPattern[] =>
    writes.filter((pattern) => !isMerged(asLiteral(pattern) ?? pattern)).map(preparePattern);
  return runs.flatMap(({ run, tasks }) => {
    const state = (task: TaskId): 'done' | 'at-work' | 'idle' | 'unknown' => {
      const read = view.tasks.get(taskRef(run, task))?.read;
      if (read === undefined) return 'idle';
      if (read.kind !== 'record') return 'unknown';
      return read.record.state === 'done' ? 'done' : isLive(read.record) ? 'at-work' : 'idle';
    };
    return tasks
      .filter((task) => {
        if (state(task.id) !== 'idle') return false;
        // tasks that merely share files may go in either order
        const waits = task.dependsOn.some(({ on, why }) => why !== 'files' && state(on) !== 'done');
        return !waits && !locked(task).some((mine) => held.some((theirs) => overlap(mine, theirs)));
      })
      .map((task) => ({ ...task, run }));
  });
}
