import type { Instant } from '../../core/model/time.ts';

/** The clocks and the chance of the machine we run on; the simulator has one of its own for each actor. */
export interface Machine {
  /** Names this boot of this machine; monotonic times of different boots cannot be compared. */
  readonly boot: string;
  now(): Instant;
  /** `count` random bytes as lower-case hex. */
  randomHex(count: number): string;
  /** Ends early, without an error, when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
