import { type EndingSeen, judgeEnding, locksToSee } from '../../core/claim/judge-ending.ts';
import type { RefUpdate } from '../../core/claim/ref-transaction.ts';
import { lockRef } from '../../core/claim/refs.ts';
import type { TableView } from '../../core/claim/table.ts';
import type { RefName } from '../../core/model/ids.ts';
import type { Attempt } from '../claim/claim-attempt.ts';
import type { Claimant } from '../claim/claimant.ts';
import { nextCommit } from '../claim/new-commit.ts';
import { observe } from '../claim/observe.ts';
import type { RetryBudget } from '../claim/retry-budget.ts';
import type { WaveSending } from './compose-wave.ts';
import type { WaveBook } from './wave.ts';

/**
 * Looks until it is seen what became of a sending: of each of its endings, in their order, and of the result, which is
 * read after the task refs, since what they call done is looked for in it. Where a server has applied a part, so that
 * something began of which the claims that it follows have not ended, that is taken back first: a lock that moved is the
 * old claim's again. `undefined`: it could not be seen.
 */
export async function lookAtWave<Why>(ask: {
  readonly claimant: Claimant;
  readonly book: WaveBook<Why>;
  readonly sending: WaveSending<Why>;
  readonly budget: RetryBudget;
}): Promise<readonly EndingSeen[] | undefined> {
  const { claimant, book, sending, budget } = ask;
  const attempts = book.attempts ?? [];
  const claims = [...sending.endings.map(({ member }) => member.held), ...attempts.map(({ held }) => held)];
  do {
    const look = await observe(claimant, {
      locks: [...new Set(claims.flatMap(locksToSee))],
      taskRefs: claims.map(({ taskRef }) => taskRef),
    });
    if (!look.ok) continue;
    const { view } = look.value;
    const endings = sending.endings.map(({ member: { held }, commit }) => {
      const again = attempts.find((attempt) => attempt.held.taskRef === held.taskRef);
      return judgeEnding(view, held, commit.oid, again?.held.anchor);
    });
    const begun = attempts.filter((attempt) => isSeen(view, attempt));
    if (begun.length > 0 && endings.some(({ kind }) => kind === 'still-held')) {
      for (const attempt of begun) await takeBack({ claimant, view, attempt, endings });
      continue;
    }
    if (await book.wave.result.look()) return endings;
  } while (await budget.again());
  return undefined;
}

/** Whether a look shows anything of a claim that was sent. */
const isSeen = (view: TableView, { held }: Attempt): boolean =>
  view.tasks.get(held.taskRef)?.tip === held.anchor ||
  held.record.locks.some((lock) => view.locks.get(lock)?.anchor === held.anchor);

const isHeldAt = (seen: EndingSeen, taskRef: RefName): boolean =>
  seen.kind === 'still-held' && seen.held.taskRef === taskRef;

/** Ends a claim that began by half a push, its locks → the claims that they were taken from, or absent. */
async function takeBack(ask: {
  readonly claimant: Claimant;
  readonly view: TableView;
  readonly attempt: Attempt;
  readonly endings: readonly EndingSeen[];
}): Promise<void> {
  const { claimant, view, endings } = ask;
  const { held } = ask.attempt;
  const locks = held.record.locks
    .filter((lock) => view.locks.get(lock)?.anchor === held.anchor)
    .map((lock): RefUpdate => {
      const before = endings.find(
        (seen) => seen.kind === 'still-held' && seen.held.record.locks.includes(lock),
      );
      const to = before?.kind === 'still-held' ? before.held.anchor : null;
      return { ref: lockRef(lock), expect: held.anchor, to };
    });
  const tip = view.tasks.get(held.taskRef)?.tip ?? null;
  const isBefore = tip === held.parent && !endings.some((seen) => isHeldAt(seen, held.taskRef));
  if (tip !== held.anchor && !isBefore) {
    // it has ended, or its task is still held by the claim before it: these are litter
    await claimant.store.commit({ updates: locks, objects: [] });
    return;
  }
  const commit = nextCommit(claimant, {
    of: held.record,
    anchor: held.anchor,
    parent: tip,
    state: tip === held.anchor ? 'released' : 'barred',
    change: { reason: 'the server applied a part of a hand-over' },
  });
  const task = { ref: held.taskRef, expect: tip, to: commit.oid };
  await claimant.store.commit({ updates: [task, ...locks], objects: [commit] });
}
