import type { Ending } from '../../core/claim/hand-over.ts';
import type { RefUpdate } from '../../core/claim/ref-transaction.ts';
import type { StateCommit } from '../../core/claim/state-commit.ts';
import type { Oid, TaskId } from '../../core/model/ids.ts';
import type { Claimant } from './claimant.ts';
import { nextCommit } from './new-commit.ts';
import type { Combined, Member, TaskEnd, WaveBook } from './wave.ts';

/** One sending of a wave's end. */
export interface WaveSending {
  /** The result after it. */
  readonly to: Oid;
  /** Absent: everything that is to be published is in the result already. */
  readonly result: RefUpdate | undefined;
  readonly endings: readonly (Ending & { readonly member: Member; readonly end: TaskEnd })[];
}

/**
 * What is to be sent, seen from the very result that it expects: work whose trailer is in it has landed by half a push
 * and is not sent again, the rest is set on it. Made of the same parts it is the same objects.
 */
export async function composeWave(claimant: Claimant, book: WaveBook): Promise<WaveSending> {
  const { wave, tip, open } = book;
  const landed = new Map<TaskId, Oid>();
  for (const { held } of open) {
    const found = await findLanded(book, held.record.task);
    if (found !== undefined) landed.set(held.record.task, found);
  }
  const combined = await combine(book, landed);
  const endings = open.map((member) => {
    const { task } = member.held.record;
    const commit = landed.get(task) ?? combined.commits.get(task);
    const isOut = combined.leftOut.includes(task);
    const end: TaskEnd =
      member.work && !isOut
        ? { kind: 'published', ...(commit ? { commit } : {}) }
        : { kind: isOut ? 'left-out' : 'released' };
    const { taskRef, tip: from, anchor } = member.held;
    const state = endedState(claimant, { book, member, end });
    return { member, end, taskRef, tip: from, anchor, locks: member.locks, commit: state };
  });
  const { to } = combined;
  return { to, result: to === tip ? undefined : { ref: wave.result.ref, expect: tip, to }, endings };
}

/** The task's work in the result, whichever claim it was published under. */
export async function findLanded(
  { wave, tip }: Pick<WaveBook, 'wave' | 'tip'>,
  task: TaskId,
): Promise<Oid | undefined> {
  const { head } = wave.result;
  const held = wave.finished.find((work) => work.held.record.task === task)?.held;
  if (tip === head || held === undefined) return undefined;
  return wave.findTrailer({ from: head, to: tip, start: `${held.record.run}/${task} ` });
}

async function combine(book: WaveBook, landed: ReadonlyMap<TaskId, Oid>): Promise<Combined> {
  const { wave, tip, open, combined } = book;
  const works = open.flatMap(({ held, work }) => (work && !landed.has(held.record.task) ? [work] : []));
  if (works.length === 0) return { to: tip, commits: new Map(), leftOut: [] };
  const key = [tip, ...works.map(({ held }) => held.claim)].join(' ');
  const known = combined.get(key) ?? (await wave.combine(works, tip));
  combined.set(key, known);
  return known;
}

function endedState(
  claimant: Claimant,
  { book, member, end }: { readonly book: WaveBook; readonly member: Member; readonly end: TaskEnd },
): StateCommit {
  const { held, work } = member;
  const result = end.kind === 'published' ? end.commit : undefined;
  const key = [held.claim, held.tip, end.kind, result].join(' ');
  const change =
    end.kind === 'published' && work
      ? { handoff: work.handoff, ...(result === undefined ? {} : { result }) }
      : {};
  const state = end.kind === 'published' ? 'done' : 'released';
  const commit =
    book.commits.get(key) ??
    nextCommit(claimant, { of: held.record, anchor: held.anchor, parent: held.tip, state, change });
  book.commits.set(key, commit);
  return commit;
}
