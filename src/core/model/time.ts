import type { Brand } from './ids.ts';

/** Milliseconds since the Unix epoch, by a clock that may be wrong or step. */
export type WallTime = Brand<number, 'WallTime'>;
/** Milliseconds by a clock of this boot that never goes back (and may stand still during suspend). */
export type MonotonicTime = Brand<number, 'MonotonicTime'>;

/** Both clocks read at one moment. A lease is over when either says so. */
export interface Instant {
  readonly wall: WallTime;
  readonly monotonic: MonotonicTime;
}

/** `2026-11-22T15:40:00Z`, whole seconds. */
export const isoSeconds = (at: WallTime): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
