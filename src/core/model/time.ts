import type { Brand } from './ids.ts';

/** Milliseconds since the Unix epoch, by a clock that may be wrong or step. */
export type WallTime = Brand<number, 'WallTime'>;
/** Milliseconds by a clock of this boot that never goes back (and may stand still during suspend). */
export type MonotonicTime = Brand<number, 'MonotonicTime'>;

export const wallTime = (ms: number): WallTime => ms as WallTime;

/** Both clocks read at one moment. A lease is over when either says so. */
export interface Instant {
  readonly wall: WallTime;
  readonly monotonic: MonotonicTime;
}

/** `2026-11-22T15:40:00Z`, whole seconds. */
export const isoSeconds = (at: WallTime): string => `${dateOf(at).toISOString().slice(0, 19)}Z`;

/** What others write may lie beyond any date: the nearest one that there is. */
export const dateOf = (at: WallTime): Date => new Date(Math.min(LATEST_MS, Math.max(EARLIEST_MS, at)));

// Years have four digits.
const EARLIEST_MS = -62_167_219_200_000;
const LATEST_MS = 253_402_300_799_000;
