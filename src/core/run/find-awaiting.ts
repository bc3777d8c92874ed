import type { RunId, TaskId } from '../model/ids.ts';
import { isSameTarget } from '../plan/name-run.ts';

// Work that waits for a person's agreement is kept as all unpublished work is; its name says so, and whose it is.

/** The last part of its name, below the run's. */
export const nameAwaiting = (task: TaskId, stamp: string): string => `${task}-${stamp}-awaits`;

/** Of pieces of kept work, the newest first, the one of a task that waits: of this run, else of one for the same branch. */
export function findAwaiting<T extends { readonly ref: string }>(
  pieces: readonly T[],
  { run, task }: { readonly run: RunId; readonly task: TaskId },
): T | undefined {
  const waiting = pieces.flatMap((piece) => {
    const [, of = '', name = ''] = /^refs\/kept\/([^/]+)\/([^/]+)$/.exec(piece.ref) ?? [];
    return isAwaiting(name, task) && isSameTarget(of, run) ? [{ piece, of }] : [];
  });
  return (waiting.find(({ of }) => of === run) ?? waiting[0])?.piece;
}

const isAwaiting = (name: string, task: TaskId): boolean =>
  name.startsWith(`${task}-`) && /^[0-9a-f]+-awaits$/.test(name.slice(task.length + 1));
