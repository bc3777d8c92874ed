import type { Oid } from '../../../core/model/ids.ts';
import type { Attempt, ClaimWish } from '../../claim/claim-attempt.ts';
import type { TransactionOutcome } from '../../ports/ref-store.ts';

/** A task that takes the place of another one: its claim goes in the push that publishes that one. */
export interface Follower {
  /** What it wants to hold, seen from the result that it will begin on; nothing where it cannot go along. */
  readonly wishOn: (result: Oid) => Promise<ClaimWish | undefined>;
  /** Its claim is being sent: from then on it waits for the end. */
  goesAlong: boolean;
  /** Called once, when it is known what became of that publication. */
  readonly resolve: (end: PredecessorEnd) => void;
}

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
