import type { LockName, Oid } from '../model/ids.ts';
import type { TakeQuestion } from './decide-take.ts';
import type { HeldClaim } from './held-claim.ts';
import { locksToSee } from './judge-ending.ts';
import { type ClaimRecord, isLive } from './record.ts';
import type { TableView, TaskView } from './table.ts';

/** What is to be done about a claim of ours of which a command before this one did not learn the end. */
export type RecallStep =
  /** Ours, whole and in time. */
  | { readonly do: 'hold'; readonly held: HeldClaim }
  /** Ours, but for locks that were to be given back and are still there: that is finished. */
  | { readonly do: 'narrow'; readonly held: HeldClaim; readonly give: readonly LockName[] }
  /** It may be there, and is not to be believed in: given back, over, or there in part only. */
  | { readonly do: 'end' }
  /** It is not there and may still land. */
  | { readonly do: 'bar'; readonly locks: readonly LockName[] }
  /** It may still land, but only over a claim of somebody else that is in force: not ours to bar. */
  | { readonly do: 'wait' }
  /** It can land no more; `litter` are its locks that are still there. */
  | { readonly do: 'forget'; readonly litter: readonly LockName[] };

/**
 * Whether a command has to ask the table before it may rely on what it remembers: what was only sent, a change that was
 * sent and never answered, an end that is wanted, and a lease that is over.
 */
export const isUnsettled = (held: HeldClaim, isOver: boolean): boolean =>
  isOver || !held.confirmed || held.ending === true || held.sent.length > 0;

/**
 * What is unknown is neither believed in nor forgotten: exact objects that we remember decide. What was given back
 * (`ending`), and what is over by our own clocks (`isLeaseOver`: its lease counts from its first sending), is never
 * believed in again, whatever the table shows.
 */
export function decideRecall(ask: {
  readonly view: TableView;
  readonly held: HeldClaim;
  readonly isLeaseOver: boolean;
  readonly isOver: TakeQuestion['isOver'];
}): RecallStep {
  const { view, held } = ask;
  const task = view.tasks.get(held.taskRef);
  const isGivenUp = held.ending === true || ask.isLeaseOver;
  if (held.confirmed) return isGivenUp ? { do: 'end' } : recallChange(view, held, task);
  const seen = locksToSee(held).filter((lock) => view.locks.get(lock)?.anchor === held.anchor);
  if (task?.tip === held.anchor) {
    const isWhole = seen.length === held.record.locks.length;
    return isWhole && !isGivenUp ? { do: 'hold', held: { ...held, confirmed: true } } : { do: 'end' };
  }
  if ((task?.tip ?? null) === held.parent)
    return mayBar(ask, task) ? { do: 'bar', locks: seen } : { do: 'wait' };
  // an absent task ref proves nothing about locks: they are left to be barred
  return { do: 'forget', litter: task === undefined ? [] : seen };
}

/**
 * A renewal, a widening or a giving back of some locks that was never answered: it has moved the task ref, has not yet, or
 * the claim is lost.
 */
function recallChange(view: TableView, held: HeldClaim, task: TaskView | undefined): RecallStep {
  if (task?.tip === held.tip) return goOn(held, held.giving ?? []);
  if (task === undefined || !held.sent.includes(task.tip) || task.read.kind !== 'record')
    return { do: 'end' };
  const { record } = task.read;
  const isGiven = (lock: LockName): boolean => held.giving?.includes(lock) === true;
  const kept = narrow(
    record,
    (lock) => !isGiven(lock) && (held.record.locks.includes(lock) || isOurs(view, lock, held.anchor)),
  );
  // a server that applied a part may have left others of them, which end with the claim
  const isGone = (lock: LockName): boolean => isGiven(lock) && !isOurs(view, lock, held.anchor);
  const sentLocks = held.sentLocks.filter((lock) => !kept.locks.includes(lock) && !isGone(lock));
  const giving = (held.giving ?? []).filter((lock) => !isGone(lock));
  // the lease counts on from before: when this state was sent first is not remembered
  return goOn({ ...held, tip: task.tip, sent: [], sentLocks, giving, record: kept }, giving);
}

/** A lock that its holder no longer believes in, and that keeps others away all the same, is nobody's use. */
const goOn = (held: HeldClaim, give: readonly LockName[]): RecallStep =>
  give.length > 0 ? { do: 'narrow', held, give } : { do: 'hold', held };

const isOurs = (view: TableView, lock: LockName, anchor: Oid): boolean =>
  view.locks.get(lock)?.anchor === anchor;

/** The claim without the locks that a server which applied a part has not made. */
function narrow(record: ClaimRecord, keeps: (lock: LockName) => boolean): ClaimRecord {
  const kept = record.locks.flatMap((lock, at) => {
    const path = record.paths[at];
    return path === undefined || !keeps(lock) ? [] : [{ lock, path }];
  });
  return { ...record, locks: kept.map(({ lock }) => lock), paths: kept.map(({ path }) => path) };
}

/** What it was to take over may be in force: called over when the take-over was sent, and no longer. */
function mayBar(
  { isOver }: { readonly isOver: TakeQuestion['isOver'] },
  before: TaskView | undefined,
): boolean {
  if (before?.read.kind !== 'record' || !isLive(before.read.record)) return true;
  return isOver(before.ref, before.tip, before.read.record);
}
