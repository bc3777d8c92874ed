import type { Handoff } from '../claim/record.ts';
import type { Oid, RefName, RunId, TaskDigest, TaskId } from '../model/ids.ts';
import { type Problem, problemOf } from '../model/problem.ts';
import { differingParts, isSameTask } from '../plan/digest-task.ts';
import type { KnownEnd, Left } from './run-state.ts';

/** Somebody's word that a task of this id was done, which has been confirmed; the newest first. */
export interface DoneSight {
  readonly task: TaskId;
  readonly run: RunId;
  /** Of earlier versions there is none. */
  readonly digest?: TaskDigest;
  /** Absent: it ended without a change. */
  readonly commit?: Oid;
  readonly handoff?: Handoff;
  /** Of a derived task: what it would be called by the blobs that the commit left behind. */
  readonly leftBehind?: TaskDigest;
  /** The table says so, too, not a commit alone. */
  readonly onTable: boolean;
  /** What it is in could not be brought together with what this run builds on. */
  readonly leftOut?: LeftOut;
}

/** Commits that conflict with what a run builds on: the result of another run, or what is on the branch. */
export interface LeftOut {
  readonly ref: RefName;
  /** The remote or folder that has the ref, as git commands take it. */
  readonly from: string;
  readonly commit: Oid;
  readonly paths: readonly string[];
}

export interface TaskToKnow {
  readonly id: TaskId;
  readonly digest: TaskDigest;
  /** Not written by anybody: with another digest it is another task. */
  readonly derived: boolean;
  /** What it has to leave: done elsewhere without one of these, it is done again. */
  readonly outputs?: readonly string[];
}

export interface Recognised {
  readonly end: KnownEnd;
  readonly handoff?: Handoff;
}

export interface Recognising {
  readonly run: RunId;
  readonly tasks: readonly TaskToKnow[];
  readonly sights: readonly DoneSight[];
  /** Tasks of this run that are claimed: by somebody at work, or left by who is gone; whoever claims them next sees more. */
  readonly claimed: ReadonlyMap<TaskId, 'at-work' | 'left'>;
  /** Tasks whose agent left nothing. */
  readonly empty: ReadonlySet<TaskId>;
  /** What a person says. */
  readonly again: ReadonlySet<TaskId>;
  readonly accept: ReadonlySet<TaskId>;
}

/**
 * Which tasks of a plan need not be done, before anything of it is claimed. The same digest: done before. Another one:
 * neither run nor skipped in silence. A task that is wanted again is done only if this very run has done it.
 */
export function recogniseTasks(ask: Recognising): ReadonlyMap<TaskId, Recognised> {
  const known = new Map<TaskId, Recognised>();
  for (const task of ask.tasks) {
    const found = ask.claimed.get(task.id) === 'at-work' ? undefined : recognise(ask, task);
    if (found !== undefined) known.set(task.id, found);
  }
  return known;
}

function recognise(ask: Recognising, task: TaskToKnow): Recognised | undefined {
  const { run, again, accept, claimed } = ask;
  const own = ask.sights.filter(
    (sight) => sight.task === task.id && !(claimed.has(task.id) && sight.run === run),
  );
  const seen = again.has(task.id) ? own.filter((sight) => sight.run === run) : own;
  const here = seen.filter(
    (sight) => sight.leftOut === undefined && (sight.run === run || !lacksOutputs(task, sight)),
  );
  const same = here.find((sight) => isSame(task, sight));
  if (same !== undefined)
    return {
      end: { kind: 'done', how: 'before', ...workOf(same), ...leftBy(same) },
      ...(same.handoff === undefined ? {} : { handoff: same.handoff }),
    };
  const other = task.derived ? undefined : here[0];
  if (accept.has(task.id) && (other !== undefined || ask.empty.has(task.id)))
    return {
      end: { kind: 'accepted', ...(other === undefined ? {} : { ...workOf(other), ...nameOf(other) }) },
    };
  if (other !== undefined) return aside(doneOtherwise(task, other));
  const elsewhere = seen.find((sight) => sight.leftOut !== undefined && isSame(task, sight));
  return elsewhere?.leftOut && aside(doneElsewhere(task, elsewhere.leftOut));
}

function isSame(task: TaskToKnow, sight: DoneSight): boolean {
  if (sight.digest === undefined) return sight.onTable;
  const digests = [sight.digest, ...(sight.leftBehind === undefined ? [] : [sight.leftBehind])];
  return digests.some((digest) => isSameTask(task.digest, digest));
}

/** A number that nobody remembers decides nothing. */
const lacksOutputs = ({ outputs = [] }: TaskToKnow, { handoff }: DoneSight): boolean =>
  outputs.some((name) => handoff === undefined || !Object.hasOwn(handoff.outputs, name));

const leftBy = ({ handoff }: DoneSight): Left =>
  handoff === undefined || Object.keys(handoff.outputs).length === 0 ? {} : { outputs: handoff.outputs };

const workOf = ({ commit }: DoneSight): { readonly commit?: Oid } => (commit === undefined ? {} : { commit });

const nameOf = ({ digest }: DoneSight): { readonly as?: TaskDigest } =>
  digest === undefined ? {} : { as: digest };

const aside = (problem: Problem): Recognised => ({ end: { kind: 'aside', problem } });

const doneOtherwise = (task: TaskToKnow, { digest, commit }: DoneSight): Problem =>
  problemOf('done-otherwise', {
    task: task.id,
    parts: digest === undefined ? [] : differingParts(task.digest, digest),
    ...(commit === undefined ? {} : { commit }),
  });

const doneElsewhere = (task: TaskToKnow, leftOut: LeftOut): Problem =>
  problemOf('done-elsewhere', { task: task.id, ...leftOut });
