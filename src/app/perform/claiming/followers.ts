import type { Oid, TaskId } from '../../../core/model/ids.ts';
import type { Attempt, ClaimWish } from '../../claim/claim-attempt.ts';
import type { TransactionOutcome } from '../../ports/ref-store.ts';

/** Tasks that take the place of another one: their claims go in the push that publishes that one. */
export interface Followers {
  /**
   * Waits for the publication of the task before, and goes along with it. `wishOn`: what it wants to hold, seen from the
   * result that it will begin on; nothing where it cannot go along.
   */
  follow(before: TaskId, wishOn: WishOn): Promise<PredecessorEnd>;
  /** What goes along with the publication of a task. From then on it waits for the end. */
  goAlong(before: TaskId, result: Oid): Promise<ClaimWish | undefined>;
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

interface Follower {
  readonly wishOn: WishOn;
  readonly resolve: (end: PredecessorEnd) => void;
  goesAlong: boolean;
}

export function followers(): Followers {
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
    async goAlong(before, result) {
      const follower = waiting.get(before);
      if (follower === undefined) return undefined;
      follower.goesAlong = true;
      return follower.wishOn(result);
    },
    letGo(before) {
      if (waiting.get(before)?.goesAlong === false) end(before, { published: false });
    },
    end,
  };
}
