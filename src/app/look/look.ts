import type { Decision } from '../../core/model/decision.ts';
import type { ClaimPresence, Presence, TableSight } from '../../core/model/presence.ts';
import { type BranchesQuestion, lookAtBranches } from './look-at-branches.ts';

/** Claims in force on the changed paths, and how the table was seen. */
export interface ClaimsSight {
  readonly table: TableSight;
  readonly claims: readonly ClaimPresence[];
  readonly decisions?: readonly Decision[];
}

export interface LookQuestion extends BranchesQuestion {
  /** Never rejects: a table that cannot be seen is `not-looked`. Called at once, and given up after the time budget. */
  readonly readClaims: () => Promise<ClaimsSight>;
  readonly timeBudgetMs: TimeBudget;
  /** Resolves after the time; a test's clock or the machine's. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How long the table (network) and the predictions (git's work) may take. */
export interface TimeBudget {
  readonly table: number;
  readonly conflicts: number;
}

/** Who else is on these files: open branches with the conflicts that will happen, claims, the best merge order. */
export async function look(ask: LookQuestion): Promise<Presence> {
  const [sight, branches] = await Promise.all([readClaimsInTime(ask), lookAtBranches(ask)]);
  return { ...sight, ...branches };
}

async function readClaimsInTime({ readClaims, timeBudgetMs, wait }: LookQuestion): Promise<ClaimsSight> {
  const over = new AbortController();
  const late = wait(timeBudgetMs.table, over.signal).then(
    (): ClaimsSight => ({ table: { kind: 'not-looked', why: 'late' }, claims: [] }),
  );
  try {
    return await Promise.race([readClaims(), late]);
  } finally {
    over.abort();
  }
}
