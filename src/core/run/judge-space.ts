/** What folders for agents take, in bytes, and what there is. */
export interface SpaceSight {
  /** Of one folder. */
  readonly each: number;
  readonly free: number;
  /** As many as are there at the same time at most. */
  readonly folders: number;
}

export interface TooLittle extends SpaceSight {
  readonly need: number;
  /** As many as there is room for. */
  readonly fit: number;
}

/** Whether the disk has room for all folders at once; what agents build in them comes on top, and cannot be known. */
export function judgeSpace({ each, free, folders }: SpaceSight): TooLittle | undefined {
  const need = each * folders;
  return need <= free ? undefined : { each, free, folders, need, fit: Math.floor(free / Math.max(1, each)) };
}
