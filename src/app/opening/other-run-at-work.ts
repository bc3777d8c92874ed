import { whoHolds } from '../../core/claim/holder.ts';
import { isLive } from '../../core/claim/record.ts';
import { taskOfRef } from '../../core/claim/refs.ts';
import type { RunId } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { ClaimDesk } from '../claim/desk.ts';
import { observe } from '../claim/observe.ts';
import { liveElsewhere, type TableSeen } from './read-table.ts';

/** Somebody at work on another run for the same target: its result and ours would have to be merged by nobody. */
export async function otherRunAtWork(
  desk: ClaimDesk,
  table: TableSeen,
  run: RunId,
): Promise<Problem | undefined> {
  const taskRefs = liveElsewhere(table, run).map(({ ref }) => ref);
  if (taskRefs.length === 0) return undefined;
  const seen = await observe(desk, { locks: [], taskRefs });
  if (!seen.ok) return undefined;
  for (const [ref, task] of seen.value.view.tasks) {
    if (task.read.kind !== 'record' || !isLive(task.read.record)) continue;
    const { record } = task.read;
    if (seen.value.isOver(ref, task.tip, record)) continue;
    const data = {
      run: taskOfRef(ref)?.run ?? '',
      task: record.task,
      holder: whoHolds(record),
      claim: record.claim,
    };
    return { code: 'run-elsewhere', severity: 'error', data };
  }
  return undefined;
}
