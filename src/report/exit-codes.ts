/** What this program exits with, but for an interruption (128 and the signal) and the code of a command behind `--`. */
export const EXIT = { done: 0, found: 1, usage: 2, held: 3, world: 4, bug: 70 } as const;

/** What they say, for the documentation. */
export const EXIT_SAYS: readonly (readonly [code: number, says: string])[] = [
  [EXIT.done, 'done; a plan with tasks is done, and so is an empty one'],
  [EXIT.found, 'problems found: `check` is not clear, `run` has failed or blocked tasks'],
  [EXIT.usage, 'usage or configuration'],
  [EXIT.held, 'held by another; nothing was changed'],
  [EXIT.world, 'the world failed: network, git, disk'],
  [EXIT.bug, 'a bug of ours'],
];
