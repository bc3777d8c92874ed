import type { Oid, RefName } from '../model/ids.ts';
import { allObstacles, type Obstacle } from './decide-take.ts';
import type { RefAt } from './decide-upkeep.ts';
import { type ClaimRecord, isLive } from './record.ts';
import { lockRef, taskOfRef } from './refs.ts';
import type { TableView } from './table.ts';

/** What giving up one run takes. */
export type Dismissal =
  /** Somebody may be at work under this claim. */
  | { readonly kind: 'at-work'; readonly record: ClaimRecord }
  /** `clear`: claims of it that are over, and locks of such; `tasks`: its task refs, which go once nothing is to be cleared. */
  | { readonly kind: 'free'; readonly clear: readonly Obstacle[]; readonly tasks: readonly RefAt[] };

/** By a look at the whole table: nothing of a run goes while a claim of it may be in force, or may still land. */
export function decideDismissal(ask: {
  readonly view: TableView;
  readonly isOver: (ref: RefName, value: Oid, record: ClaimRecord) => boolean;
  readonly run: string;
}): Dismissal {
  const { view, isOver, run } = ask;
  const tasks = [...view.tasks.values()].filter(({ ref }) => taskOfRef(ref)?.run === run);
  const clear: Obstacle[] = [];
  for (const one of allObstacles(view)) {
    if (one.kind === 'unknown' || runOf(one) !== run) continue;
    if (one.kind === 'live' && !isOver(one.task.ref, one.task.tip, one.tip))
      return { kind: 'at-work', record: one.tip };
    // seen in part: as long as its push may still be under way
    if (
      one.kind === 'pending' &&
      !one.locks.some(({ lock }) => isOver(lockRef(lock), one.anchor, one.anchorRecord))
    )
      return { kind: 'at-work', record: one.anchorRecord };
    clear.push(one);
  }
  const locked = new Set(clear.flatMap((one) => (one.kind === 'live' ? [one.task.ref] : [])));
  for (const task of tasks) {
    if (task.read.kind !== 'record' || !isLive(task.read.record) || locked.has(task.ref)) continue;
    const { record } = task.read;
    if (!isOver(task.ref, task.tip, record)) return { kind: 'at-work', record };
    // one that locks nothing: a claim on its task ref alone
    const anchor = record.anchor ?? task.tip;
    clear.push({ kind: 'live', locks: [], tip: record, anchorRecord: record, task, anchor });
  }
  return { kind: 'free', clear, tasks: tasks.map(({ ref, tip }) => ({ ref, tip })) };
}

function runOf(obstacle: Obstacle): string | undefined {
  const standing = obstacle.locks[0]?.standing;
  return standing === undefined || standing.kind === 'unknown' ? undefined : standing.anchor.run;
}
