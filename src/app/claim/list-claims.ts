import { whoHolds } from '../../core/claim/holder.ts';
import { type ClaimRecord, isLive } from '../../core/claim/record.ts';
import type { LockView, TaskView } from '../../core/claim/table.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { LockName, Oid, RepoPath } from '../../core/model/ids.ts';
import type { ClaimPresence } from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { lockOf, locksOverlap } from '../../core/paths/lock-name.ts';
import type { Observation } from './observe.ts';

/** One claim in force, as a look shows it. */
export interface ClaimInForce {
  readonly record: ClaimRecord;
  readonly anchor: Oid;
  readonly task: TaskView;
  /** Its locks that are really there. */
  readonly locks: readonly LockView[];
  /** Since when; its anchor may be unreadable, then its newest state counts. */
  readonly since: WallTime;
  /** This observer may evict it: its lease is over or its holder is gone. */
  readonly over: boolean;
}

/** All claims in force, oldest first, and the locks that nobody readable holds. */
export function listClaims({ view, isOver }: Pick<Observation, 'view' | 'isOver'>): {
  readonly claims: readonly ClaimInForce[];
  readonly unknown: readonly LockView[];
} {
  const byAnchor = new Map<Oid, LockView[]>();
  for (const lock of view.locks.values()) {
    const same = byAnchor.get(lock.anchor);
    if (same) same.push(lock);
    else byAnchor.set(lock.anchor, [lock]);
  }
  const claims: ClaimInForce[] = [];
  for (const task of view.tasks.values()) {
    if (task.read.kind !== 'record' || !isLive(task.read.record)) continue;
    const { record } = task.read;
    const anchor = record.anchor ?? task.tip;
    const locks = byAnchor.get(anchor) ?? [];
    const standing = locks[0]?.standing;
    const since = standing?.kind === 'live' ? standing.anchor.at : record.at;
    claims.push({ record, anchor, task, locks, since, over: isOver(task.ref, task.tip, record) });
  }
  claims.sort((a, b) => a.since - b.since || compareText(a.record.claim, b.record.claim));
  return { claims, unknown: [...view.locks.values()].filter(({ standing }) => standing.kind === 'unknown') };
}

/** Those of the paths that a claim covers, or that lie above what it covers. */
export const sharedPaths = (
  claim: Pick<ClaimInForce, 'record'>,
  paths: readonly RepoPath[],
): readonly RepoPath[] => pathsUnder(claim.record.locks, paths);

/** Those of the paths that one of the locks excludes; '' is the root, which any lock does. */
const pathsUnder = (locks: readonly LockName[], paths: readonly RepoPath[]): readonly RepoPath[] =>
  paths.filter((path) => {
    if (path === '') return locks.length > 0;
    const { lock } = lockOf(path);
    return locks.some((held) => locksOverlap(held, lock));
  });

/** Those of the claims that are on some of the paths, with these paths. */
export const claimsOnPaths = <Claim extends Pick<ClaimInForce, 'record'>>(
  claims: readonly Claim[],
  paths: readonly RepoPath[],
): readonly { readonly claim: Claim; readonly paths: readonly RepoPath[] }[] =>
  claims.map((claim) => ({ claim, paths: sharedPaths(claim, paths) })).filter((one) => one.paths.length > 0);

/** The same for locks that nobody readable holds. */
export const locksOnPaths = (
  locks: readonly LockName[],
  paths: readonly RepoPath[],
): readonly { readonly lock: LockName; readonly paths: readonly RepoPath[] }[] =>
  locks.map((lock) => ({ lock, paths: pathsUnder([lock], paths) })).filter((one) => one.paths.length > 0);

/** A claim as a plan names it. */
export const claimPresence = (claim: ClaimInForce, paths: readonly RepoPath[]): ClaimPresence => ({
  claim: claim.record.claim,
  task: claim.record.task,
  ...(claim.record.title === undefined ? {} : { title: claim.record.title }),
  agent: claim.record.agent,
  holder: whoHolds(claim.record),
  ...(claim.record.branch === undefined ? {} : { branch: claim.record.branch }),
  until: (claim.record.at + claim.record.leaseS * 1000) as WallTime,
  locks: claim.record.locks,
  sharedFiles: sharedPaths(claim, paths),
});
