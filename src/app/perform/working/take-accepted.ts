import type { TaskId } from '../../../core/model/ids.ts';
import { findAwaiting } from '../../../core/run/find-awaiting.ts';
import type { CollectedWork } from '../../ports/worktrees.ts';
import { readMessages } from '../publishing/make-message.ts';
import type { With } from '../run-context.ts';
import { taskOf } from '../run-ground.ts';

/**
 * Work that was kept because it reaches far beyond its task, where a person has agreed to it by now: it is what is
 * published, and no agent does it again. False: there is none.
 */
export async function takeAccepted(
  context: With<'accept' | 'leavings' | 'pieces' | 'plan' | 'publishing'>,
  id: TaskId,
): Promise<boolean> {
  const { accept, leavings, pieces, publishing, plan } = context;
  if (!accept.has(id) || pieces.wasAccepted(id)) return false;
  const piece = findAwaiting(await publishing.listKept(), { run: plan.run, task: id });
  if (piece === undefined) return false;
  const changed = await publishing.changedPaths(piece.base, piece.tree);
  const there = new Set(await publishing.listFiles(piece.tree));
  const made: CollectedWork = {
    ok: true,
    tree: piece.tree,
    changed,
    deleted: changed.filter((path) => !there.has(path)),
    ignored: [],
    messages: readMessages(piece.message, taskOf(context, id)),
    aside: [],
  };
  const { base: basedOn, commit, ref } = piece;
  const taken = { made, basedOn, kept: { commit, ref }, isAccepted: true, summary: '', outputs: {} };
  pieces.put(id, taken);
  leavings.forget(id);
  return true;
}
