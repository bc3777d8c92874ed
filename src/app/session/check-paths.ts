import type { ClaimRecord } from '../../core/claim/record.ts';
import type { SeenClaim } from '../../core/claim/seen-claim.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import { covers, lockOf } from '../../core/paths/lock-name.ts';
import { claimsOnPaths, locksOnPaths, sharedPaths } from '../claim/list-claims.ts';
import type { Changed } from '../look/read-changed.ts';
import type { StoreFailure } from '../ports/store-failure.ts';
import { storeProblem } from '../store-problem.ts';
import { lookAtTable, type TableLook } from './look-at-table.ts';
import { type Session, settleSession } from './session.ts';

/** Who else is on some paths, and what of one's own is. */
export interface PathsChecked extends Changed {
  readonly held: readonly { readonly claim: SeenClaim; readonly paths: readonly RepoPath[] }[];
  /** Locks that nobody readable holds, with the paths that they exclude. */
  readonly unknown: readonly { readonly lock: LockName; readonly paths: readonly RepoPath[] }[];
  /** Changed paths that no claim of one's own covers; empty where one holds no claim at all. */
  readonly unclaimed: readonly RepoPath[];
  /** Claims of one's own on these paths that are over, or that somebody has ended. */
  readonly lost: readonly ClaimRecord[];
}

export type CheckOutcome =
  | { readonly kind: 'checked'; readonly check: PathsChecked; readonly warnings: readonly Problem[] }
  /** Nobody could look: whatever others hold, this is not clear. */
  | { readonly kind: 'not-seen'; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/**
 * Am I clear? `changed` finds the paths meanwhile; `named`: they were named, so nobody says that they have changed.
 * `wrapped`: the claim that whoever asks was started with.
 */
export async function checkPaths(ask: {
  readonly session: Session;
  readonly changed: () => Promise<Checked<Changed>>;
  readonly named: boolean;
  readonly wrapped?: string | undefined;
  readonly signal: AbortSignal;
}): Promise<CheckOutcome> {
  const { session, named } = ask;
  await settleSession(session, ask.signal);
  const [seen, changed] = await Promise.all([lookAtTable(session.claimant, ask.wrapped), ask.changed()]);
  if (!seen.ok) return { kind: 'not-seen', problem: problemOfLook(session, seen.failure) };
  if (!changed.ok) return { kind: 'refused', problems: changed.problems };
  const check = assembleCheck({ seen: seen.value, changed: changed.value, named });
  return { kind: 'checked', check, warnings: changed.warnings };
}

const problemOfLook = ({ claimant }: Session, failure: StoreFailure): Problem =>
  storeProblem(failure, claimant.store.table);

function assembleCheck(ask: {
  readonly seen: TableLook;
  readonly changed: Changed;
  readonly named: boolean;
}): PathsChecked {
  const { claims, unknown: unreadable, lost: remembered } = ask.seen;
  const { paths } = ask.changed;
  const own = claims.filter(({ mine }) => mine).flatMap(({ record }) => record.locks);
  const isOwn = (lock: LockName): boolean => own.some((mine) => covers(mine, lock));
  return {
    ...ask.changed,
    held: claimsOnPaths(
      claims.filter(({ mine, over }) => !mine && !over),
      paths,
    ),
    unknown: locksOnPaths(unreadable, paths),
    unclaimed: ask.named || own.length === 0 ? [] : paths.filter((path) => !isOwn(lockOf(path).lock)),
    lost: remembered.filter((record) => sharedPaths({ record }, paths).length > 0),
  };
}
