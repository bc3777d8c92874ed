import type { TaskId } from '../../../core/model/ids.ts';
import { findAwaiting } from '../../../core/run/find-awaiting.ts';
import type { Collected } from '../../ports/worktrees.ts';
import { readMessages } from '../publishing/make-message.ts';
import { type RunContext, taskOf, workOf } from '../run-context.ts';

/**
 * Work that was kept because it reaches far beyond its task, where a person has agreed to it by now: it is what is
 * published, and no agent does it again. False: there is none.
 */
export async function takeAccepted(context: RunContext, id: TaskId): Promise<boolean> {
  const { accept, publishing, plan, board } = context;
  const work = workOf(context, id);
  if (!accept.has(id) || work.accepted !== undefined) return false;
  const piece = findAwaiting(await publishing.listKept(), { run: plan.run, task: id });
  if (piece === undefined) return false;
  const changed = await publishing.changedPaths(piece.base, piece.tree);
  const there = new Set(await publishing.listFiles(piece.tree));
  const made: Extract<Collected, { ok: true }> = {
    ok: true,
    tree: piece.tree,
    changed,
    deleted: changed.filter((path) => !there.has(path)),
    ignored: [],
    messages: readMessages(piece.message, taskOf(context, id)),
    aside: [],
  };
  Object.assign(work, { made, accepted: made, basedOn: piece.base, kept: { made, ...piece }, outputs: {} });
  board.kept.delete(id);
  return true;
}
