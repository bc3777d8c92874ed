import { type Checked, problemOf } from '../../core/model/problem.ts';
import type { Claimant, HeldClaim } from '../claim/claimant.ts';
import { isUnanswered, recallClaims } from '../claim/recall-claims.ts';

/** Whose commands share what they hold: a shell, or an agent's conversation. */
export interface Session {
  readonly claimant: Claimant;
  /** One process at a time acts for a session; others wait their turn, for so long at most. */
  readonly inTurn: <T>(timeoutMs: number, act: () => Promise<T>) => Promise<Turn<T>>;
}

export type Turn<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** Nothing was done: this process was at work for the session all the time. */
  | { readonly kind: 'busy'; readonly holder: string };

const TURN_MS = 60_000;

/** Acts for a session, once nobody else does. The problem: `session-busy`. */
export async function actForSession<T>(
  { claimant, inTurn }: Session,
  act: (claimant: Claimant) => Promise<T>,
): Promise<Checked<T>> {
  const turn = await inTurn(TURN_MS, () => act(claimant));
  if (turn.kind === 'done') return { ok: true, value: turn.value, warnings: [] };
  return { ok: false, problems: [problemOf('session-busy', { holder: turn.holder })] };
}

/** Whoever looks has better to do than to wait for a server that is away. */
const SETTLE_BUDGET_MS = 1_000;

/**
 * For those that look: what this session sent or wanted to give back, and did not learn the end of, is found out first,
 * as by any command of it. Where there is nothing of the kind nothing is locked, written or sent.
 */
export async function settleSession({ claimant, inTurn }: Session, signal: AbortSignal): Promise<void> {
  const of = (claim: HeldClaim): boolean => isUnanswered(claimant, claim);
  if (!(await claimant.memory.load()).some(of)) return;
  const hurried = { ...claimant, retryBudgetMs: SETTLE_BUDGET_MS };
  // where another command of the session is at work, that one does it
  await inTurn(SETTLE_BUDGET_MS, () => recallClaims(hurried, { signal, of }));
}
