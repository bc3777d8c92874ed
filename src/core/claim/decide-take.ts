import type { LockName, Oid, RefName } from '../model/ids.ts';
import { unreachable } from '../model/unreachable.ts';
import { locksOverlap } from '../paths/lock-name.ts';
import { type ClaimRecord, isLive } from './record.ts';
import { lockRef } from './refs.ts';
import type { StateCommit } from './state-commit.ts';
import type { LockView, TableView, TaskView } from './table.ts';

/** What stands against a claim, after its push was refused or its outcome is unknown, and what to do about it. */
export type TakeStep =
  /** All of it is there: it was applied. */
  | { readonly do: 'confirm' }
  /** A part of ours is there: end it (`tip` = what the task ref shows), giving back the locks that were seen. */
  | { readonly do: 'withdraw'; readonly locks: readonly LockName[] }
  | { readonly do: 'bar'; readonly locks: readonly LockName[] }
  | { readonly do: 'reap-own'; readonly locks: readonly LockName[] }
  /** Other claims that are over stand in the way: clear them, then try again. */
  | { readonly do: 'clear'; readonly obstacles: readonly Obstacle[] }
  /** The task's own claim is over and has just the wanted locks: take it over in place, with nothing free in between. */
  | { readonly do: 'take-over'; readonly claim: Extract<Obstacle, { readonly kind: 'live' }> }
  /** Nothing stands in the way (any more): send with this parent. */
  | { readonly do: 'send'; readonly parent: Oid | null }
  /** The task itself is somebody else's. */
  | { readonly do: 'task-held'; readonly by: TaskView }
  | { readonly do: 'task-done'; readonly record: ClaimRecord; readonly tip: Oid }
  | { readonly do: 'held'; readonly obstacles: readonly Obstacle[] };

/** One claim in the way, with those of its locks that this look showed. */
export type Obstacle =
  | {
      readonly kind: 'live';
      readonly locks: readonly LockView[];
      readonly tip: ClaimRecord;
      readonly anchorRecord: ClaimRecord;
      readonly task: TaskView;
      readonly anchor: Oid;
    }
  | {
      readonly kind: 'pending';
      readonly locks: readonly LockView[];
      readonly anchorRecord: ClaimRecord;
      readonly taskRef: RefName;
      readonly taskTip: Oid | null;
      readonly anchor: Oid;
    }
  | { readonly kind: 'ended'; readonly locks: readonly LockView[]; readonly anchor: Oid }
  | { readonly kind: 'unknown'; readonly locks: readonly LockView[]; readonly anchor: Oid };

export interface TakeQuestion {
  readonly view: TableView;
  readonly taskRef: RefName;
  readonly mine: StateCommit;
  readonly parent: Oid | null;
  readonly wanted: readonly LockName[];
  /** Whether this observer may evict: the value of a ref, and the record that says how long it lasts. */
  readonly isOver: (ref: RefName, value: Oid, record: ClaimRecord) => boolean;
  /** A finished task is not begun again, unless it is asked for. */
  readonly againIfDone: boolean;
}

export function decideTake(ask: TakeQuestion): TakeStep {
  return decideOwn(ask) ?? decideTask(ask) ?? decideObstacles(ask);
}

/** Exact objects that we made: only they are ever ours. */
function decideOwn({ view, taskRef, mine, parent, wanted }: TakeQuestion): TakeStep | undefined {
  const seen = wanted.filter((lock) => view.locks.get(lock)?.anchor === mine.oid);
  const task = view.tasks.get(taskRef);
  if (task?.tip === mine.oid) {
    return seen.length === wanted.length ? { do: 'confirm' } : { do: 'withdraw', locks: seen };
  }
  if (seen.length === 0) return undefined;
  const canLand = (task?.tip ?? null) === parent;
  return canLand ? { do: 'bar', locks: seen } : { do: 'reap-own', locks: seen };
}

function decideTask(ask: TakeQuestion): TakeStep | undefined {
  const { view, taskRef, isOver, againIfDone } = ask;
  const task = view.tasks.get(taskRef);
  if (!task) return undefined;
  if (task.read.kind !== 'record') return { do: 'task-held', by: task };
  const record = task.read.record;
  if (record.state === 'done' && !againIfDone) return { do: 'task-done', record, tip: task.tip };
  if (!isLive(record)) return undefined;
  if (!isOver(taskRef, task.tip, record)) return { do: 'task-held', by: task };
  const anchor = record.anchor ?? task.tip;
  const locks = [...view.locks.values()].filter((lock) => lock.anchor === anchor);
  const claim = { kind: 'live', locks, tip: record, anchorRecord: record, task, anchor } as const;
  return isSameWork(ask, claim) ? { do: 'take-over', claim } : { do: 'clear', obstacles: [claim] };
}

/** All locks of the old claim are wanted, and nobody else's stand in the way: then refs move in place, old → new. */
function isSameWork(
  { view, wanted }: TakeQuestion,
  claim: Extract<Obstacle, { readonly kind: 'live' }>,
): boolean {
  if (!claim.tip.locks.every((lock) => wanted.includes(lock))) return false;
  return obstaclesOn(view, wanted).every(({ anchor, locks }) =>
    anchor === claim.anchor ? locks.every(({ lock }) => wanted.includes(lock)) : false,
  );
}

function decideObstacles(ask: TakeQuestion): TakeStep {
  const { view, taskRef } = ask;
  const { held, over } = sortObstacles(ask);
  if (held.length > 0) return { do: 'held', obstacles: held };
  if (over.length > 0) return { do: 'clear', obstacles: over };
  return { do: 'send', parent: view.tasks.get(taskRef)?.tip ?? null };
}

/** What stands in the way of the wanted locks, but for a claim of one's own: claims to respect, and claims to clear. */
export function sortObstacles(
  ask: Pick<TakeQuestion, 'view' | 'wanted' | 'isOver'> & { readonly own?: Oid },
): { readonly held: readonly Obstacle[]; readonly over: readonly Obstacle[] } {
  const inTheWay = obstaclesOn(ask.view, ask.wanted).filter(({ anchor }) => anchor !== ask.own);
  const over = inTheWay.filter((obstacle) => isObstacleOver(obstacle, ask.isOver));
  return { held: inTheWay.filter((obstacle) => !over.includes(obstacle)), over };
}

function isObstacleOver(obstacle: Obstacle, isOver: TakeQuestion['isOver']): boolean {
  switch (obstacle.kind) {
    case 'unknown':
      return false;
    case 'ended':
      return true;
    case 'live':
      return isOver(obstacle.task.ref, obstacle.task.tip, obstacle.tip);
    case 'pending':
      // of a pending claim only its locks are to be seen
      return obstacle.locks.some(({ lock }) => isOver(lockRef(lock), obstacle.anchor, obstacle.anchorRecord));
    default:
      return unreachable(obstacle);
  }
}

/** The claims whose locks exclude one of the wanted ones, each with all its locks that the view shows. */
export const obstaclesOn = (view: TableView, wanted: readonly LockName[]): readonly Obstacle[] =>
  allObstacles(view).filter(({ locks }) =>
    locks.some(({ lock }) => wanted.some((want) => locksOverlap(want, lock))),
  );

/** Every claim that has locks in the view, with these. */
export function allObstacles(view: TableView): readonly Obstacle[] {
  const byAnchor = new Map<Oid, LockView[]>();
  for (const lock of view.locks.values()) {
    const same = byAnchor.get(lock.anchor);
    if (same) same.push(lock);
    else byAnchor.set(lock.anchor, [lock]);
  }
  return [...byAnchor].map(([anchor, locks]) => obstacleOf(anchor, locks));
}

function obstacleOf(anchor: Oid, locks: readonly LockView[]): Obstacle {
  const standing = locks[0]?.standing ?? { kind: 'unknown' as const };
  switch (standing.kind) {
    case 'live':
      return {
        kind: 'live',
        locks,
        tip: standing.tip,
        anchorRecord: standing.anchor,
        task: standing.task,
        anchor,
      };
    case 'pending':
      return {
        kind: 'pending',
        locks,
        anchorRecord: standing.anchor,
        taskRef: standing.taskRef,
        taskTip: standing.taskTip,
        anchor,
      };
    case 'ended':
      return { kind: 'ended', locks, anchor };
    case 'unknown':
      return { kind: 'unknown', locks, anchor };
  }
}
