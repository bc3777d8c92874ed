import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { nameAwaiting } from '../../../core/run/find-awaiting.ts';
import { makeMessage } from '../publishing/make-message.ts';
import { lineOf, taskOf, type With } from '../run-context.ts';
import type { Piece } from './pieces.ts';

/** What keeping a work takes. */
export type Keeps = With<'claimant' | 'claims' | 'digests' | 'leavings' | 'pieces' | 'plan' | 'publishing'>;

/**
 * Keeps what a task has written but may not publish, under a name in the private repository, and says so at the end
 * unless a later try is published. The commit; `undefined`: there is nothing to keep.
 */
export async function keepWork(
  context: Keeps,
  id: TaskId,
  why: { readonly awaits?: 'agreement' } = {},
): Promise<Oid | undefined> {
  const { claimant, claims, pieces, plan, publishing } = context;
  const piece = pieces.of(id);
  if (piece === undefined || piece.made.changed.length === 0) return undefined;
  const { made, basedOn, kept } = piece;
  if (kept !== undefined) return noteKept(context, id, kept);
  const claim = claims.of(id);
  const message = makeMessage({
    task: taskOf(context, id),
    messages: made.messages,
    lines: claim === undefined ? [] : [lineOf(context, id, claim.held)],
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
