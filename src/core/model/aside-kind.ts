/**
 * What an agent may leave beside the files that it is asked for. `branch`, `stash`, `log`: commits beside HEAD (`log`:
 * only a reflog names it). `submodule`, `nested`: a repository inside the folder. `unreadable`: git cannot take it.
 */
export type AsideKind = 'branch' | 'stash' | 'log' | 'submodule' | 'nested' | 'unreadable';
