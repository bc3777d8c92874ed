import { obstaclesOn } from '../../core/claim/decide-take.ts';
import { type ClaimRecord, isLive, type ReadRecord, readRecord } from '../../core/claim/record.ts';
import type { TaskView } from '../../core/claim/table.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Claimant, HeldClaim } from './claimant.ts';
import { observe } from './observe.ts';

/** What the table shows of a claim of ours that is ours no more. */
export interface Loss {
  /** The state that ended it, whose holder is who did; absent: it cannot be seen. */
  readonly ended?: ClaimRecord;
  /** Who holds one of its paths now. */
  readonly taken?: ClaimRecord;
}

/** By whom a claim was ended, and who has its paths now; for people. */
export async function explainLoss(claimant: Claimant, { record, taskRef, anchor }: HeldClaim): Promise<Loss> {
  const look = await observe(claimant, { locks: record.locks, taskRefs: [taskRef] });
  if (!look.ok) return {};
  const { view } = look.value;
  const ended = await findEnd(claimant, view.tasks.get(taskRef), anchor);
  const own = new Set([anchor, ...(await claimant.memory.load()).map((claim) => claim.anchor)]);
  const [taken] = obstaclesOn(view, record.locks).flatMap((obstacle) =>
    obstacle.kind === 'live' && !own.has(obstacle.anchor) ? [obstacle.tip] : [],
  );
  return { ...(ended ? { ended } : {}), ...(taken ? { taken } : {}) };
}

/** The ended state of a claim, which its task shows, or which the claim that came after it replaced. */
async function findEnd(
  claimant: Claimant,
  task: TaskView | undefined,
  anchor: Oid,
): Promise<ClaimRecord | undefined> {
  const isEnd = (read: ReadRecord): read is Extract<ReadRecord, { readonly kind: 'record' }> =>
    read.kind === 'record' && read.record.anchor === anchor && !isLive(read.record);
  if (task === undefined) return undefined;
  if (isEnd(task.read)) return task.read.record;
  if (task.parent === null) return undefined;
  const sight = (await claimant.store.read([task.parent])).get(task.parent);
  const before = sight?.kind === 'commit' ? readRecord(sight.message) : undefined;
  return before && isEnd(before) ? before.record : undefined;
}
