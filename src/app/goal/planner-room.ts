import type { ClaimId, Oid } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Planner } from '../../core/plan/goal/choose-planner.ts';
import type { Agents } from '../ports/agents.ts';
import type { Checkout } from '../ports/checkout.ts';
import type { Exchange } from '../ports/exchange.ts';
import type { Worktrees } from '../ports/worktrees.ts';

/** What asking an agent works with; opened for one goal. */
export interface PlannerRoom {
  readonly planner: Planner;
  /** What the agent sees of the repository. */
  readonly commit: Oid;
  /** Marks its processes; it is no claim of the table. */
  readonly mark: ClaimId;
  readonly worktrees: Worktrees;
  readonly agents: Agents;
  readonly exchange: Exchange;
  readonly checkout?: Checkout;
  /** The answer in the folder of the exchange: a plain file of at most 1 MB, or why it is none. `undefined`: there is none. */
  readonly readAnswer: (file: string) => Promise<Checked<Uint8Array> | undefined>;
  /** So that an answer is certainly of this question. */
  readonly removeAnswer: (file: string) => Promise<void>;
  readonly interrupted: AbortSignal;
  /** Gives back what was lent for it. */
  readonly close: () => Promise<void>;
}
