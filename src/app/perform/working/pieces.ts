import type { Oid, RefName, TaskId } from '../../../core/model/ids.ts';
import type { CollectedWork, Worktree } from '../../ports/worktrees.ts';

/** What an agent has made of a task in its newest try. */
export interface Piece {
  readonly made: CollectedWork;
  /** The result that it began on. */
  readonly basedOn: Oid;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** A person has agreed to it, however far it reaches. */
  readonly isAccepted: boolean;
  /** Where it is kept, if it is. */
  readonly kept?: { readonly commit: Oid; readonly ref: RefName };
  /** Tells that it is published or kept; until then a next run would look for it. */
  readonly settled?: Worktree['settled'];
}

/** Work that is finished, until something else is made of its task. */
export interface Pieces {
  of(task: TaskId): Piece | undefined;
  put(task: TaskId, piece: Piece): void;
  drop(task: TaskId): void;
  keptAs(task: TaskId, kept: NonNullable<Piece['kept']>): void;
  /** Whether a piece of it that a person had agreed to was taken up in this run. */
  wasAccepted(task: TaskId): boolean;
  isUnsettled(task: TaskId): boolean;
  /** What became of it is known: a next run need not look for it. */
  settle(task: TaskId): Promise<void>;
}

export function pieces(): Pieces {
  const all = new Map<TaskId, Piece>();
  const accepted = new Set<TaskId>();
  return {
    of: (task) => all.get(task),
    put(task, piece) {
      all.set(task, piece);
      if (piece.isAccepted) accepted.add(task);
    },
    drop: (task) => void all.delete(task),
    keptAs(task, kept) {
      const piece = all.get(task);
      if (piece !== undefined) all.set(task, { ...piece, kept });
    },
    wasAccepted: (task) => accepted.has(task),
    isUnsettled: (task) => all.get(task)?.settled !== undefined,
    async settle(task) {
      const piece = all.get(task);
      if (piece === undefined) return;
      const { settled, ...rest } = piece;
      all.set(task, rest);
      await settled?.();
    },
  };
}
