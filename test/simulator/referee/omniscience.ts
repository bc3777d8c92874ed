import type { CiHolder } from '../../../src/core/claim/holder.ts';

/** What the referee knows of the world beside its refs. */
export interface Omniscience {
  /** True time, in milliseconds. */
  now(): number;
  /** What the wall clock that is furthest ahead may say. */
  latestWall(): number;
  /** The process is killed or has ended. */
  isGone(pid: number): boolean;
  isAttemptOver(of: CiHolder): boolean;
  /** Of an actor that belongs to a CI run. */
  attemptOf(actor: string): CiHolder | undefined;
}
