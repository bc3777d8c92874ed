import type { RefusalKind } from '../agents/refusal.ts';
import type { AgentId } from '../model/ids.ts';

/** How an agent does in a run. */
export interface AgentStanding {
  readonly id: AgentId;
  /** Tasks at the same time. */
  readonly atOnce: number;
  readonly failedInARow: number;
  /** Gets no more tasks in this run. */
  readonly barred: boolean;
  /** Why it is barred, where its failures are not the reason. */
  readonly why?: RefusalKind | 'not-startable';
  /** Gets none before it has `rested`. */
  readonly rests?: boolean;
}

export interface RunLimits {
  /** Agents at work at the same time. */
  readonly agents: number;
  /** Tasks at work on overlapping files at the same time, ≥ 1; above 1 files are merged, not locked. */
  readonly agentsPerFile: number;
  /** Agent time of the whole run, in milliseconds. */
  readonly agentMs: number;
  readonly usd?: number;
  /** How long a task waits for somebody else's claim before it is reported as blocked. */
  readonly retryBudgetMs: number;
  /** Failures in a row after which an agent gets no more. */
  readonly failuresInARow: number;
  /** Further tries of a claim that the table could not answer. */
  readonly claimRetries: number;
  /** Further tries after a failure of the world. */
  readonly setbacks: number;
  readonly backoff: { readonly firstMs: number; readonly mostMs: number };
}
