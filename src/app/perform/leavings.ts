import type { RefName, TaskId } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { KeptAside } from '../ports/worktrees.ts';

/** What a run leaves to people, besides its result. */
export interface Leavings {
  /** Unpublished work that was kept, by task: the ref in the private repository. */
  readonly kept: ReadonlyMap<TaskId, RefName>;
  /** What agents left beside their results, by task: of the newest try. */
  readonly aside: ReadonlyMap<TaskId, readonly KeptAside[]>;
  /** Folders that stay, by task: something in them could be brought nowhere else. */
  readonly stays: ReadonlyMap<TaskId, string>;
  /** What a person should know of a task although nothing went wrong. */
  readonly notes: ReadonlyMap<TaskId, readonly Problem[]>;
  /** Folders that could not be removed. */
  readonly leftBehind: readonly string[];
  keep(task: TaskId, ref: RefName): void;
  /** It is published, or taken up again: what was kept of it is no longer worth a word. */
  forget(task: TaskId): void;
  putAside(task: TaskId, pieces: readonly KeptAside[]): void;
  stay(task: TaskId, folder: string): void;
  /** What was noted of an earlier try goes. */
  note(task: TaskId, notes: readonly Problem[]): void;
  leave(folder: string): void;
}

export function leavings(): Leavings {
  const kept = new Map<TaskId, RefName>();
  const aside = new Map<TaskId, readonly KeptAside[]>();
  const stays = new Map<TaskId, string>();
  const notes = new Map<TaskId, readonly Problem[]>();
  const leftBehind: string[] = [];
  return {
    kept,
    aside,
    stays,
    notes,
    leftBehind,
    keep: (task, ref) => void kept.set(task, ref),
    forget: (task) => void kept.delete(task),
    putAside: (task, pieces) => void (pieces.length === 0 ? aside.delete(task) : aside.set(task, pieces)),
    stay: (task, folder) => void stays.set(task, folder),
    note: (task, news) => void (news.length === 0 ? notes.delete(task) : notes.set(task, news)),
    leave: (folder) => void leftBehind.push(folder),
  };
}
