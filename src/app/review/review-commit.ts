import { type Holder, holderKey } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { ObjectSight } from '../../core/claim/ref-transaction.ts';
import { readTable } from '../../core/claim/table.ts';
import type { LockName, Oid, RefName, RepoPath } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import { isLockName } from '../../core/paths/lock-name.ts';
import { type ClaimInForce, claimsOnPaths, listClaims, locksOnPaths } from '../claim/list-claims.ts';

/** What others hold of the paths that a commit changes, as it was when somebody looked last. */
export interface CommitReview {
  readonly held: readonly { readonly claim: ClaimInForce; readonly paths: readonly RepoPath[] }[];
  /** Locks that nobody readable holds. */
  readonly unknown: readonly { readonly lock: LockName; readonly paths: readonly RepoPath[] }[];
}

export interface CommitQuestion {
  readonly paths: readonly RepoPath[];
  readonly seen: {
    readonly refs: ReadonlyMap<RefName, Oid>;
    readonly objects: ReadonlyMap<Oid, ObjectSight>;
  };
  /** Whose commit it is. */
  readonly holder: Holder;
  /** `$AGENTIC_CLAIM`: the claim under which the command runs that commits. */
  readonly wrapped: string | undefined;
  readonly isKnownDead: (holder: Holder) => Promise<boolean>;
  readonly now: WallTime;
}

/**
 * Nobody is asked, so a claim counts until its lease, as last renewed, is over, and whatever this holder once took counts
 * as its own: what was given back since is still in an older look.
 */
export async function reviewCommit(ask: CommitQuestion): Promise<CommitReview> {
  const { paths, seen } = ask;
  const view = readTable(seen.refs, seen.objects);
  const { claims, unknown } = listClaims({
    view,
    isOver: (_ref, _value, record) => record.at + record.leaseS * 1000 <= ask.now,
  });
  const others = claims.filter((claim) => !claim.over && !isOwn(claim.record, ask));
  const held = claimsOnPaths(others, paths);
  const dead = await Promise.all(held.map(({ claim }) => ask.isKnownDead(claim.record.holder)));
  return {
    held: held.filter((_, at) => dead[at] !== true),
    unknown: locksOnPaths(
      unknown.map(({ lock }) => lock).filter((lock) => isLockName(lock)),
      paths,
    ),
  };
}

const isOwn = (record: ClaimRecord, { holder, wrapped }: CommitQuestion): boolean =>
  record.claim === wrapped || holderKey(record.holder) === holderKey(holder);
