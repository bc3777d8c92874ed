import { fitOnePush, splitNext } from '../../../core/claim/hand-over.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { type Attempt, type ClaimWish, prepareAll } from '../../claim/claim-attempt.ts';
import { withRefs } from '../../claim/claim-wave.ts';
import type { Claimant } from '../../claim/claimant.ts';
import type { TransactionOutcome } from '../../ports/ref-store.ts';
import type { EndingTasks } from '../../transfer/wave.ts';

/** Tasks that take the place of another one: their claims go in the push that publishes that one. */
export interface Followers {
  /**
   * Waits for the publication of the task before, and goes along with it. `wishOn`: what it wants to hold, seen from the
   * result that it will begin on; nothing where it cannot go along.
   */
  follow(before: TaskId, wishOn: WishOn): Promise<PredecessorEnd>;
  /** The claims that can begin with what these works end. From then on they wait for the end. */
  goAlong(ending: EndingTasks): Promise<readonly Along[]>;
  /** It need not wait any longer, unless it is under way already. */
  letGo(before: TaskId): void;
  /** Tells whoever follows a task what became of its publication. */
  end(before: TaskId, end: PredecessorEnd): void;
}

export type WishOn = (result: Oid) => Promise<ClaimWish | undefined>;

export interface PredecessorEnd {
  readonly published: boolean;
  /** The claim, where it was sent along. */
  readonly sent?: SentAlong | undefined;
}

export interface SentAlong {
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
  readonly outcome: TransactionOutcome;
}

/** A claim that goes along with the end of the task before. */
export interface Along {
  readonly before: TaskId;
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
}

interface Follower {
  readonly wishOn: WishOn;
  readonly resolve: (end: PredecessorEnd) => void;
  goesAlong: boolean;
}

export function followers(claimant: Claimant, interrupted: AbortSignal): Followers {
  const waiting = new Map<TaskId, Follower>();
  const end: Followers['end'] = (before, how) => {
    const follower = waiting.get(before);
    waiting.delete(before);
    follower?.resolve(how);
  };
  return {
    follow: (before, wishOn) =>
      new Promise((resolve) => {
        waiting.set(before, { wishOn, resolve, goesAlong: false });
      }),
    async goAlong({ tasks, to }) {
      if (interrupted.aborted) return [];
      const wanted = [];
      for (const { record } of tasks) {
        const follower = waiting.get(record.task);
        if (follower === undefined) continue;
        follower.goesAlong = true;
        // what goes wrong with it is said when it asks by itself
        const wish = await follower.wishOn(to).catch(() => undefined);
        if (wish) wanted.push({ ...withRefs(wish), before: record.task, wish });
      }
      const ending = tasks.map(({ taskRef, record }) => ({ taskRef, locks: record.locks }));
      const together = fitOnePush(ending, splitNext({ ending, next: wanted }).together);
      const attempts = await prepareAll(
        claimant,
        together.map(({ wish }) => wish),
      );
      return together.flatMap(({ before, wish }, at) => {
        const attempt = attempts[at];
        return attempt ? [{ before, wish, attempt }] : [];
      });
    },
    letGo(before) {
      if (waiting.get(before)?.goesAlong === false) end(before, { published: false });
    },
    end,
  };
}
