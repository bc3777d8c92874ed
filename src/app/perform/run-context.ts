import type { TaskId } from '../../core/model/ids.ts';
import type { RunHappening } from '../../core/run/run-event.ts';
import type { ClaimWish, TakeOutcome } from '../claim/claim-attempt.ts';
import type { Result } from '../transfer/result.ts';
import type { Transfer } from '../transfer/wave.ts';
import type { Followers } from './claiming/followers.ts';
import type { TaskClaims } from './claiming/task-claims.ts';
import type { Widening } from './claiming/widen-claim.ts';
import type { RunEnding } from './ending/branch-end.ts';
import type { BranchMover } from './ending/move-branch.ts';
import type { PlanMark } from './ending/plan-mark.ts';
import type { Growth } from './expanding/growth.ts';
import type { Gathering } from './gathering.ts';
import type { Handoffs } from './handoffs.ts';
import type { Leavings } from './leavings.ts';
import type { Regeneration } from './publishing/regenerate-files.ts';
import type { RunGround } from './run-ground.ts';
import type { TeamCommands } from './testing/team-commands.ts';
import type { TestBench } from './testing/test-bench.ts';
import type { AtWork } from './working/at-work.ts';
import type { Keeping } from './working/keep-work.ts';
import type { Pieces } from './working/pieces.ts';
import type { Removals } from './working/removals.ts';
import type { Tries } from './working/tries.ts';
import type { WatchedCheckout } from './working/watch-checkout.ts';

/** What every action of a run works with: the ground that it stands on, and its rooms. */
export interface RunContext extends RunGround {
  /** Fires when the run is to end. */
  readonly interruption: AbortController;
  readonly growth: Growth;
  readonly result: Result;
  readonly planMark: PlanMark;
  readonly ending: RunEnding;
  /** Claims that are taken in one push, and finished works that are published in one. */
  readonly claimQueue: Gathering<ClaimWish, TakeOutcome>;
  readonly publishQueue: Gathering<TaskId, RunHappening>;
  readonly claims: TaskClaims;
  readonly followers: Followers;
  readonly widening: Widening;
  readonly transfer: Transfer;
  readonly branchMover: BranchMover;
  readonly keeping: Keeping;
  readonly regeneration: Regeneration;
  readonly commands: TeamCommands;
  readonly tests: TestBench;
  readonly atWork: AtWork;
  readonly pieces: Pieces;
  readonly tries: Tries;
  readonly removals: Removals;
  readonly handoffs: Handoffs;
  readonly leavings: Leavings;
  /** Absent where there is none. */
  readonly watchedCheckout?: WatchedCheckout;
}

/** Those parts of it that a function works with. */
export type With<Room extends keyof RunContext> = Pick<RunContext, Room>;
