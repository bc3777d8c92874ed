import type { Ending } from '../../core/claim/hand-over.ts';
import { decideEnd, type SentEnd } from '../../core/claim/judge-wave.ts';
import type { RefUpdate } from '../../core/claim/ref-transaction.ts';
import type { StateCommit } from '../../core/claim/state-commit.ts';
import { taskValue } from '../../core/claim/task-line.ts';
import type { Oid, TaskId } from '../../core/model/ids.ts';
import type { Claimant } from '../claim/claimant.ts';
import { nextCommit } from '../claim/new-commit.ts';
import type { Combined, Member, Wave, WaveBook } from './wave.ts';

/** What a wave comes to on one result. */
export interface Composed<Why> {
  /** The very result that the sending expects. */
  readonly onto: Oid;
  /** The result after it. */
  readonly to: Oid;
  readonly ends: ReadonlyMap<TaskId, SentEnd<Why>>;
}

/** One sending of a wave's end. */
export interface WaveSending<Why> {
  readonly onto: Oid;
  readonly to: Oid;
  /** Absent: everything that is to be published is in the result already. */
  readonly result: RefUpdate | undefined;
  readonly endings: readonly (Ending & { readonly member: Member; readonly end: SentEnd<Why> })[];
}

/**
 * How each task ends, seen from the very result that is expected: work whose line is in it has landed by half a push and
 * is not sent again, the rest is set on it. What does not fit leaves the wave, where its claim is to stay.
 */
export async function composeWave<Why>(book: WaveBook<Why>): Promise<Composed<Why>> {
  const { wave, open } = book;
  const onto = wave.result.tip;
  const landed = new Map<TaskId, Oid>();
  for (const member of open) {
    const found = await findLanded(book, member, onto);
    if (found !== undefined) landed.set(member.held.record.task, found);
  }
  const combined = await combine(book, { landed, onto });
  const ends = new Map<TaskId, SentEnd<Why>>();
  for (const { held, handoff, claim } of open) {
    const { task } = held.record;
    const why = combined.leftOut.get(task);
    const end = decideEnd({
      isFinished: handoff !== undefined,
      landed: landed.get(task),
      commit: combined.commits.get(task),
      leftOut: why === undefined ? undefined : { why },
    });
    const stays = end.kind === 'left-out' && wave.leftOut === 'kept';
    // one that was lost meanwhile conflicts with whoever has its paths now: that says nothing about the work
    if (stays && (claim === undefined || (await claim.fresh()))) book.ends.set(task, end);
    else ends.set(task, end);
  }
  book.open = open.filter(({ held }) => ends.has(held.record.task));
  return { onto, to: combined.to, ends };
}

/** The task's work in a result, whichever claim it was published under. */
export async function findLanded(
  { wave }: { readonly wave: Pick<Wave<unknown>, 'result' | 'findTrailer'> },
  { held, handoff }: Member,
  at: Oid,
): Promise<Oid | undefined> {
  const { head } = wave.result;
  const { run, task } = held.record;
  if (at === head || handoff === undefined) return undefined;
  return wave.findTrailer({ from: head, to: at, start: taskValue(run, task) });
}

async function combine<Why>(
  { wave, open, combined }: WaveBook<Why>,
  { landed, onto }: { readonly landed: ReadonlyMap<TaskId, Oid>; readonly onto: Oid },
): Promise<Combined<Why>> {
  const works = open.flatMap(({ held, claim, handoff }) =>
    handoff === undefined || landed.has(held.record.task) ? [] : [{ held: claim?.held ?? held, handoff }],
  );
  if (works.length === 0) return { to: onto, commits: new Map(), leftOut: new Map() };
  const key = [onto, ...works.map(({ held }) => held.claim)].join(' ');
  const known = combined.get(key) ?? (await wave.combine(works, onto));
  combined.set(key, known);
  return known;
}

/** What is sent of it. Made of the same parts it is the same objects. */
export function sendingOf<Why>(
  claimant: Claimant,
  book: WaveBook<Why>,
  { onto, to, ends }: Composed<Why>,
): WaveSending<Why> {
  const endings = book.open.flatMap((member) => {
    const { held } = member;
    const end = ends.get(held.record.task);
    if (end === undefined) return [];
    // what was to be given back alone, and may still be there, goes with the rest
    const locks = member.locks ?? [...new Set([...held.record.locks, ...(held.giving ?? [])])];
    const commit = endedState(claimant, { book, member, end });
    return [{ member, end, taskRef: held.taskRef, tip: held.tip, anchor: held.anchor, locks, commit }];
  });
  const { ref } = book.wave.result;
  return { onto, to, result: to === onto ? undefined : { ref, expect: onto, to }, endings };
}

function endedState<Why>(
  claimant: Claimant,
  ask: { readonly book: WaveBook<Why>; readonly member: Member; readonly end: SentEnd<Why> },
): StateCommit {
  const { book, end } = ask;
  const { held, handoff } = ask.member;
  const isDone = end.kind === 'published';
  const result = isDone ? end.commit : undefined;
  const key = [held.claim, held.tip, end.kind, result].join(' ');
  const reason = book.wave.report?.(held.record.task, end);
  const change = {
    ...(isDone && handoff !== undefined ? { handoff, ...(result === undefined ? {} : { result }) } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
  const state = isDone ? 'done' : 'released';
  const commit =
    book.commits.get(key) ??
    nextCommit(claimant, { of: held.record, anchor: held.anchor, parent: held.tip, state, change });
  book.commits.set(key, commit);
  return commit;
}
