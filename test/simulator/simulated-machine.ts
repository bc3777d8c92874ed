import type { Machine } from '../../src/app/ports/machine.ts';
import type { Instant, MonotonicTime, WallTime } from '../../src/core/model/time.ts';
import type { Scheduler } from './scheduler.ts';
import { SeededRandom } from './seeded-random.ts';

/** The wall clock of the simulated world at the beginning of every history. */
export const EPOCH = Date.UTC(2026, 10, 22, 12);

/** One actor's clocks: the wall clock may be wrong and may step, the monotonic one stands still while suspended. */
export class SimulatedMachine implements Machine {
  readonly actor: string;
  readonly boot: string;
  /** Milliseconds by which the wall clock is ahead of true time. */
  skew = 0;
  /** Milliseconds during which the monotonic clock stood still. */
  suspended = 0;
  readonly #scheduler: Scheduler;
  readonly #random: SeededRandom;
  readonly #bootedAt: number;

  constructor(options: { actor: string; scheduler: Scheduler; seed: number; skew?: number }) {
    this.actor = options.actor;
    this.boot = `boot-of-${options.actor}`;
    this.#scheduler = options.scheduler;
    this.#random = new SeededRandom(options.seed);
    this.#bootedAt = options.seed % 100_000;
    this.skew = options.skew ?? 0;
  }

  now(): Instant {
    return {
      wall: (EPOCH + this.#scheduler.now + this.skew) as WallTime,
      monotonic: (this.#bootedAt + this.#scheduler.now - this.suspended) as MonotonicTime,
    };
  }

  randomHex(count: number): string {
    return this.#random.hex(count);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const onAbort = (): void => {
        cancel();
        resolve();
      };
      const cancel = this.#scheduler.after(ms, {
        wakes: this.actor,
        label: `${this.actor} has slept ${Math.round(ms / 1000)} s`,
        run: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }
}
