import type { Worktree } from '../../ports/worktrees.ts';

const MOST_REMOVALS = 16; // the disk is not endless

/** Worktrees that are just being removed; nothing but the end of the run waits for them. */
export interface Removals {
  /**
   * Its name is free at once. The next task does not wait for the rest, the end of the run does; what a killed run leaves
   * is the next run's to remove.
   */
  removeLater(worktree: Worktree): Promise<void>;
  /** Resolves when there is room for one more. */
  room(): Promise<void>;
  all(): Promise<void>;
}

/** `leave` hears of each folder of which something stays. */
export function removals(leave: (path: string) => void): Removals {
  const under = new Set<Promise<void>>();
  return {
    async removeLater(worktree) {
      await worktree.retire().catch(() => {}); // it is removed all the same
      const removal = worktree
        .remove()
        .then(
          (stays) => stays?.path,
          () => worktree.path,
        )
        .then((path) => {
          under.delete(removal);
          if (path !== undefined) leave(path);
        });
      under.add(removal);
    },
    async room() {
      if (under.size >= MOST_REMOVALS) await Promise.race(under);
    },
    async all() {
      await Promise.all(under);
    },
  };
}
