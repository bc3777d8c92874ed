import { isLeaseOver } from '../../core/claim/lease.ts';
import { type ClaimRecord, isLive } from '../../core/claim/record.ts';
import { HAND } from '../../core/claim/refs.ts';
import type { SeenClaim, SeenRun } from '../../core/claim/seen-claim.ts';
import type { TableView } from '../../core/claim/table.ts';
import type { WaitRecord } from '../../core/claim/wait-record.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { LockName, Oid, RefName } from '../../core/model/ids.ts';
import { isLockName } from '../../core/paths/lock-name.ts';
import { bootInstant, type Claimant, type HeldClaim } from '../claim/claimant.ts';
import { listClaims } from '../claim/list-claims.ts';
import { observe } from '../claim/observe.ts';
import type { StoreFailure } from '../ports/ref-store.ts';

export interface TableLook {
  readonly claims: readonly SeenClaim[];
  readonly unknown: readonly LockName[];
  /** Refs where none of ours can stand. */
  readonly misplaced: readonly RefName[];
  readonly runs: readonly SeenRun[];
  /** Who is in line for paths that others have, the first one first. */
  readonly waits: readonly WaitRecord[];
  readonly view: TableView;
  /** Claims that this holder remembers and no longer has: their lease is over, or somebody ended them. */
  readonly lost: readonly ClaimRecord[];
}

/**
 * The whole table, with what this holder knows to be its own. `wrapped`: `$AGENTIC_CLAIM`, the claim that whoever asks
 * was started with; it is shown as theirs, and nothing else rests on that.
 */
export async function lookAtTable(
  claimant: Claimant,
  wrapped?: string,
): Promise<
  { readonly ok: true; readonly value: TableLook } | { readonly ok: false; readonly failure: StoreFailure }
> {
  const before = await claimant.memory.load();
  const look = await observe(claimant, { locks: 'all', taskRefs: [], waits: true });
  if (!look.ok) return look;
  const after = await claimant.memory.load();
  const mine = new Set(after.map(({ anchor }) => anchor));
  const { claims, unknown } = listClaims(look.value);
  return {
    ok: true,
    value: {
      claims: claims.map(({ record, since, over, anchor }) => ({
        record,
        since,
        over,
        mine: mine.has(anchor) || record.claim === wrapped,
      })),
      unknown: unknown.map(({ lock }) => lock).filter((lock) => isLockName(lock)),
      misplaced: look.value.misplaced,
      runs: countRuns(look.value.view),
      waits: look.value.waits.map(({ record }) => record).sort(byTicket),
      view: look.value.view,
      lost: findLost({ claimant, before, after, inForce: claims.map(({ anchor }) => anchor) }),
    },
  };
}

const byTicket = (one: WaitRecord, other: WaitRecord): number =>
  one.ticket - other.ticket || compareText(one.nonce, other.nonce);

/** Remembered before and after the look: what another process of this holder gives back meanwhile is not lost. */
function findLost(ask: {
  readonly claimant: Claimant;
  readonly before: readonly HeldClaim[];
  readonly after: readonly HeldClaim[];
  readonly inForce: readonly Oid[];
}): readonly ClaimRecord[] {
  const now = bootInstant(ask.claimant.machine);
  return ask.before
    .filter(({ confirmed, anchor }) => confirmed && ask.after.some((one) => one.anchor === anchor))
    .filter(
      ({ anchor, leaseFrom, record }) =>
        !ask.inForce.includes(anchor) || isLeaseOver(leaseFrom, record.leaseS, now),
    )
    .map(({ record }) => record);
}

function countRuns(view: TableView): readonly SeenRun[] {
  const runs = new Map<string, { run: string; done: number; working: number; ended: number }>();
  for (const { read } of view.tasks.values()) {
    if (read.kind !== 'record' || read.record.run === HAND) continue;
    const { run } = read.record;
    const counts = runs.get(run) ?? { run, done: 0, working: 0, ended: 0 };
    if (read.record.state === 'done') counts.done++;
    else if (isLive(read.record)) counts.working++;
    else counts.ended++;
    runs.set(run, counts);
  }
  return [...runs.values()].sort((a, b) => compareText(a.run, b.run));
}
