import { HAND } from '../../core/claim/refs.ts';
import type { AgentId, Oid, TaskId } from '../../core/model/ids.ts';
import { taskId } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { LockChoice } from '../../core/paths/choose-locks.ts';
import type { ClaimWish } from '../claim/claim-attempt.ts';
import type { Claimant, HeldClaim } from '../claim/claimant.ts';
import { explainLoss, type Loss } from '../claim/explain-loss.ts';
import { type HoldOutcome, stillUnknown } from '../claim/hold-paths.ts';
import { recallClaims } from '../claim/recall-claims.ts';
import { waitAndHold } from '../claim/wait-and-hold.ts';

/** What somebody wants to hold without a plan. */
export interface PathsWish {
  readonly locks: LockChoice['locks'];
  /** What it is for; absent: whatever the one claim of this session is for, or nothing in particular. */
  readonly task?: { readonly id: TaskId; readonly title?: string } | undefined;
  readonly agent?: AgentId | undefined;
  /** The agent, where somebody has named it. */
  readonly named?: AgentId | undefined;
  readonly leaseS: number;
  /** What the work rests on. */
  readonly base?: Oid | undefined;
  /** How long to wait in line. */
  readonly waitS: number;
}

export type PathsClaimed = {
  /** What is said beside it: `shared-session`. */
  readonly notes: readonly Problem[];
} & (
  | (Extract<HoldOutcome, { readonly kind: 'claimed' }> & {
      /** Of the claim that this one is instead of. */
      readonly loss?: Loss;
    })
  | Exclude<HoldOutcome, { readonly kind: 'claimed' }>
);

/** Takes, widens or renews what a session holds without a plan. */
export async function claimPaths(
  claimant: Claimant,
  wish: PathsWish,
  signal: AbortSignal,
): Promise<PathsClaimed> {
  const recalled = await recallClaims(claimant, { signal });
  const [open] = recalled.open;
  if (open) return { ...stillUnknown(open, recalled.failure), notes: [] };
  const mine = recalled.held.filter(({ record }) => record.run === HAND);
  const notes = findSharedSession(mine, wish.named);
  const { waitS } = wish;
  const outcome = await waitAndHold({ claimant, wish: wishByHand(claimant, wish, mine), waitS, signal });
  if (outcome.kind !== 'claimed' || outcome.insteadOf === undefined) return { ...outcome, notes };
  return { ...outcome, notes, loss: await explainLoss(claimant, outcome.insteadOf) };
}

/** Two agents by name whose commands are one session's: nothing keeps one off what the other has. */
function findSharedSession(mine: readonly HeldClaim[], agent: AgentId | undefined): readonly Problem[] {
  const other = mine.find(({ record }) => record.agent !== undefined && record.agent !== agent)?.record.agent;
  if (agent === undefined || other === undefined) return [];
  return [problemOf('shared-session', { agent, other })];
}

/** What is wanted, as claims are taken. `mine`: what the session has by hand already. */
export function wishByHand(
  { machine }: Claimant,
  { task, agent, locks, leaseS, base }: PathsWish,
  mine: readonly HeldClaim[] = [],
): ClaimWish {
  const [only] = mine;
  // without a task the paths go to the one claim that the session has, whatever it is called
  const same = task ?? (mine.length === 1 && only ? { id: only.record.task } : undefined);
  const { id, title } = { title: undefined, ...(same ?? { id: taskId(`edit-${machine.randomHex(4)}`) }) };
  return {
    run: HAND,
    task: id,
    ...(title === undefined ? {} : { title }),
    ...(agent === undefined ? {} : { agent }),
    paths: locks,
    leaseS,
    ...(base === undefined ? {} : { base }),
    againIfDone: true,
  };
}
