import { whoHolds } from '../../core/claim/holder.ts';
import { type ClaimRecord, isLive } from '../../core/claim/record.ts';
import type { Oid, RefName, RunId, TaskId } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Claimant } from '../claim/claimant.ts';
import { evictClaim } from '../claim/clear-claims.ts';
import { observe } from '../claim/observe.ts';
import { storeProblem } from '../store-problem.ts';
import { claimsOfTarget, type TableSeen } from './read-table.ts';

/** A claim whose holder is gone, or whose lease is over. */
export interface LeftClaim {
  readonly tip: ClaimRecord;
  readonly anchor: Oid;
  readonly task: { readonly ref: RefName; readonly tip: Oid };
}

export type OtherRuns =
  /** Nobody else is at work; `left`: claims of this very run that may be taken over. */
  | { readonly kind: 'over'; readonly left: readonly LeftClaim[] }
  /** Somebody is: their result and ours would have to be merged by nobody. Or nobody can say it: the table is away. */
  | { readonly kind: 'at-work' | 'unseen'; readonly problem: Problem }
  /** It has changed since it was read, or by us: the table is to be looked at again. */
  | { readonly kind: 'changed' };

/**
 * Looks whether somebody is at work on another run for the same target. Claims that were left there on tasks of this one
 * are ended first: a publication that is still under way must not land after it was seen that the task is not done.
 */
export async function clearOtherRuns(ask: {
  readonly claimant: Claimant;
  readonly table: TableSeen;
  readonly run: RunId;
  readonly ids: ReadonlySet<TaskId>;
}): Promise<OtherRuns> {
  const { claimant, table, run, ids } = ask;
  const claims = claimsOfTarget(table, run);
  if (claims.length === 0) return { kind: 'over', left: [] };
  const seen = await observe(claimant, { locks: [], taskRefs: claims.map(({ ref }) => ref) });
  if (!seen.ok) return { kind: 'unseen', problem: storeProblem(seen.failure, claimant.store.table) };
  const { view, isOver } = seen.value;
  const left: LeftClaim[] = [];
  for (const { ref, record: before } of claims) {
    const { tip, read } = view.tasks.get(ref) ?? {};
    if (tip === undefined || read?.kind !== 'record' || !isLive(read.record)) return { kind: 'changed' };
    const { record } = read;
    const isOwn = before.run === run;
    if (isOver(ref, tip, record)) {
      if (isOwn || ids.has(record.task))
        left.push({ tip: record, anchor: record.anchor ?? tip, task: { ref, tip } });
    } else if (!isOwn) {
      const data = { run: record.run, task: record.task, holder: whoHolds(record), claim: record.claim };
      return { kind: 'at-work', problem: { code: 'run-elsewhere', data } };
    }
  }
  const others = left.filter(({ tip }) => tip.run !== run);
  await endLeft(claimant, others);
  return others.length > 0 ? { kind: 'changed' } : { kind: 'over', left };
}

export async function endLeft(claimant: Claimant, left: readonly LeftClaim[]): Promise<void> {
  for (const claim of left) await evictClaim(claimant, { ...claim, reason: 'its holder is gone' });
}
