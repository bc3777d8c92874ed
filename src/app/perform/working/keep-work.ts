import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { nameAwaiting } from '../../../core/run/find-awaiting.ts';
import type { TaskClaims } from '../claiming/task-claims.ts';
import type { Leavings } from '../leavings.ts';
import { makeMessage } from '../publishing/make-message.ts';
import { linesOf, type RunGround, taskOf } from '../run-ground.ts';
import type { Piece, Pieces } from './pieces.ts';

/** Keeps what may not be published. */
export interface Keeping {
  /**
   * Keeps what a task has written, under a name in the private repository, and says so at the end unless a later try is
   * published. The commit; `undefined`: there is nothing to keep.
   */
  keep(task: TaskId, why?: Why): Promise<Oid | undefined>;
}

interface Why {
  readonly awaits?: 'agreement';
}

interface Keeps extends Pick<RunGround, 'claimant' | 'digests' | 'known' | 'plan' | 'publishing'> {
  readonly claims: Pick<TaskClaims, 'of'>;
  readonly leavings: Leavings;
  readonly pieces: Pieces;
}

export const keeping = (of: Keeps): Keeping => ({ keep: (task, why = {}) => keepWork(of, task, why) });

async function keepWork(context: Keeps, id: TaskId, why: Why): Promise<Oid | undefined> {
  const { claimant, claims, pieces, plan, publishing } = context;
  const piece = pieces.of(id);
  if (piece === undefined || piece.made.changed.length === 0) return undefined;
  const { made, basedOn, kept } = piece;
  if (kept !== undefined) return noteKept(context, id, kept);
  const claim = claims.of(id);
  const message = makeMessage({
    task: taskOf(context, id),
    messages: made.messages,
    lines: claim === undefined ? [] : linesOf(context, id, claim.held),
  });
  const at = claimant.machine.now().wall;
  const commit = await publishing.commit({ tree: made.tree, parents: [basedOn], message, at });
  const stamp = claimant.machine.randomHex(4);
  const name = why.awaits === undefined ? `${id}-${stamp}` : nameAwaiting(id, stamp);
  const now = { commit, ref: await publishing.keep(`${plan.run}/${name}`, commit) };
  pieces.keptAs(id, now);
  return noteKept(context, id, now);
}

async function noteKept(
  { leavings, pieces }: Keeps,
  id: TaskId,
  { commit, ref }: NonNullable<Piece['kept']>,
): Promise<Oid> {
  leavings.keep(id, ref);
  await pieces.settle(id);
  return commit;
}
