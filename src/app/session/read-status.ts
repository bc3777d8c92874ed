import type { SeenClaim, SeenRun } from '../../core/claim/seen-claim.ts';
import type { WaitRecord } from '../../core/claim/wait-record.ts';
import type { LockName, RefName, RepoPath } from '../../core/model/ids.ts';
import { repoPath } from '../../core/model/ids.ts';
import { type Checked, problemOf } from '../../core/model/problem.ts';
import { lockOf, locksOverlap } from '../../core/paths/lock-name.ts';
import type { ReadyTask } from '../../core/run/find-ready-tasks.ts';
import type { Claimant } from '../claim/claimant.ts';
import { sharedPaths } from '../claim/list-claims.ts';
import type { CommitFiles } from '../ports/publishing.ts';
import { storeProblem } from '../store-problem.ts';
import { findReady } from './find-ready.ts';
import { lookAtTable, type TableLook } from './look-at-table.ts';

/** What the table shows about some paths. */
export interface StatusSeen {
  readonly claims: readonly SeenClaim[];
  /** Locks that nobody readable holds. */
  readonly unknown: readonly LockName[];
  /** Refs where none of ours can stand. */
  readonly misplaced: readonly RefName[];
  readonly runs: readonly SeenRun[];
  /** Who is in line, the first one first. */
  readonly waits: readonly WaitRecord[];
  /** What could start now, where that was asked for. */
  readonly ready?: readonly ReadyTask[];
}

export interface StatusQuestion {
  readonly claimant: Claimant;
  /** None, or '' for the root: everything. */
  readonly paths: readonly RepoPath[];
  /** `$AGENTIC_CLAIM`, the claim that whoever asks was started with. */
  readonly wrapped?: string | undefined;
  /** Which tasks could start now is asked as well. */
  readonly ready?: { readonly plans: CommitFiles; readonly mergeable: readonly string[] } | undefined;
}

/** Who holds what. Warnings: runs whose plans cannot be read; problems: those of the table. */
export async function readStatus(ask: StatusQuestion): Promise<Checked<StatusSeen>> {
  const { claimant, paths } = ask;
  const look = await lookAtTable(claimant, ask.wrapped);
  if (!look.ok) return { ok: false, problems: [storeProblem(look.failure, claimant.store.table)] };
  const ready = await readReady(ask, look.value);
  if (!ready.ok) return ready;
  const isAll = paths.length === 0 || paths.includes(repoPath(''));
  const seen = isAll ? look.value : narrowTo(look.value, paths);
  return { ...ready, value: { ...seen, ...(ready.value === undefined ? {} : { ready: ready.value }) } };
}

function narrowTo(
  { claims, unknown, waits }: TableLook,
  paths: readonly RepoPath[],
): Omit<StatusSeen, 'ready'> {
  const locks = paths.map((path) => lockOf(path).lock);
  const isMeant = (lock: LockName): boolean => locks.some((one) => locksOverlap(one, lock));
  return {
    claims: claims.filter((claim) => sharedPaths(claim, paths).length > 0),
    unknown: unknown.filter(isMeant),
    misplaced: [],
    runs: [],
    waits: waits.filter((wait) => wait.locks.some(isMeant)),
  };
}

async function readReady(
  { claimant, ready }: StatusQuestion,
  { view, claims }: TableLook,
): Promise<Checked<readonly ReadyTask[] | undefined>> {
  if (ready === undefined) return { ok: true, value: undefined, warnings: [] };
  const inForce = claims.filter(({ over }) => !over).map(({ record }) => record);
  const { plans: publishing, mergeable } = ready;
  const found = await findReady({ store: claimant.store, publishing, view, inForce, mergeable });
  if (!found.ok) return { ok: false, problems: [storeProblem(found.failure, claimant.store.table)] };
  const warnings = found.value.refused.map((one) => problemOf('plan-refused', one));
  return { ok: true, value: found.value.tasks, warnings };
}
