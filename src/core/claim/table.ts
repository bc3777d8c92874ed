import type { LockName, Oid, RefName } from '../model/ids.ts';
import { type ClaimRecord, isLive, type ReadRecord, readRecord } from './record.ts';
import type { ObjectSight } from './ref-transaction.ts';
import { lockOfRef, TASKS, taskRef } from './refs.ts';

/** What a listing shows, interpreted. Listings may be torn, so nothing here justifies more than an exact transaction. */
export interface TableView {
  readonly tasks: ReadonlyMap<RefName, TaskView>;
  readonly locks: ReadonlyMap<LockName, LockView>;
}

export interface TaskView {
  readonly ref: RefName;
  readonly tip: Oid;
  readonly read: ReadRecord;
  readonly parent: Oid | null;
}

export interface LockView {
  readonly lock: LockName;
  /** What the lock's ref points to: the first commit of the claim that holds the path. */
  readonly anchor: Oid;
  readonly standing: LockStanding;
  /** The anchor's record says that it locks this name; otherwise the lock is forged, and still held. */
  readonly forged: boolean;
}

/**
 * `live`: the task ref is the anchor, or a renewal or widening of it. `pending`: the claim can still land, since the
 * task ref is what the claim replaces, or absent. `ended`: for good; the lock is litter. `unknown`: held by unknown.
 */
export type LockStanding =
  | {
      readonly kind: 'live';
      readonly anchor: ClaimRecord;
      readonly tip: ClaimRecord;
      readonly task: TaskView;
    }
  | {
      readonly kind: 'pending';
      readonly anchor: ClaimRecord;
      readonly taskRef: RefName;
      readonly taskTip: Oid | null;
    }
  | { readonly kind: 'ended'; readonly anchor: ClaimRecord }
  | { readonly kind: 'unknown'; readonly newerVersion?: number };

/** Interprets refs and the objects that they point to. Task refs must have been listed after the locks. */
export function readTable(
  refs: ReadonlyMap<RefName, Oid>,
  objects: ReadonlyMap<Oid, ObjectSight>,
): TableView {
  const tasks = new Map<RefName, TaskView>();
  for (const [ref, tip] of refs)
    if (ref.startsWith(TASKS)) tasks.set(ref, viewTask(ref, tip, objects.get(tip)));
  const locks = new Map<LockName, LockView>();
  for (const [ref, anchor] of refs) {
    const lock = lockOfRef(ref);
    if (lock !== undefined) locks.set(lock, viewLock({ lock, anchor, sight: objects.get(anchor), tasks }));
  }
  return { tasks, locks };
}

function viewTask(ref: RefName, tip: Oid, sight: ObjectSight | undefined): TaskView {
  if (sight?.kind !== 'commit') return { ref, tip, read: { kind: 'unreadable' }, parent: null };
  return { ref, tip, read: readRecord(sight.message), parent: sight.parents[0] ?? null };
}

function viewLock(ask: {
  readonly lock: LockName;
  readonly anchor: Oid;
  readonly sight: ObjectSight | undefined;
  readonly tasks: ReadonlyMap<RefName, TaskView>;
}): LockView {
  const { lock, anchor, sight } = ask;
  const read = sight?.kind === 'commit' ? readRecord(sight.message) : { kind: 'unreadable' as const };
  if (sight?.kind !== 'commit' || read.kind !== 'record') {
    const newer = read.kind === 'newer-version' ? { newerVersion: read.version } : {};
    return { lock, anchor, standing: { kind: 'unknown', ...newer }, forged: false };
  }
  const record = read.record;
  const task = ask.tasks.get(taskRef(record.run, record.task));
  const standing = standingOf({ anchor, record, parent: sight.parents[0] ?? null, task });
  const tipLocks = standing.kind === 'live' ? standing.tip.locks : [];
  return { lock, anchor, standing, forged: !record.locks.includes(lock) && !tipLocks.includes(lock) };
}

/** Where a claim stands, from its anchor and its task ref. */
function standingOf(ask: {
  readonly anchor: Oid;
  readonly record: ClaimRecord;
  readonly parent: Oid | null;
  readonly task: TaskView | undefined;
}): LockStanding {
  const { anchor, record, parent, task } = ask;
  const ref = taskRef(record.run, record.task);
  // an absent task ref: not landed yet, or deleted by an outsider; barring settles both
  if (!task) return { kind: 'pending', anchor: record, taskRef: ref, taskTip: null };
  if (task.tip === parent || task.tip === record.replaces)
    return { kind: 'pending', anchor: record, taskRef: ref, taskTip: task.tip };
  if (task.tip === anchor) return { kind: 'live', anchor: record, tip: record, task };
  if (task.read.kind === 'unreadable') return { kind: 'unknown' };
  if (task.read.kind === 'newer-version') return { kind: 'unknown', newerVersion: task.read.version };
  const tip = task.read.record;
  if (tip.anchor === anchor && isLive(tip)) return { kind: 'live', anchor: record, tip, task };
  return { kind: 'ended', anchor: record };
}
