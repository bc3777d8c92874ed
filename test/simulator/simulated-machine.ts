import type { Machine } from '../../src/app/ports/machine.ts';
import type { Instant, MonotonicTime, WallTime } from '../../src/core/model/time.ts';
import type { Scheduler } from './scheduler.ts';
import { SeededRandom } from './seeded-random.ts';

/** The wall clock of the simulated world at the beginning of every history. */
export const EPOCH = Date.UTC(2026, 10, 22, 12);

/** The clocks that all processes on one host share: the wall clock may be wrong and may step, the monotonic one stands still while suspended. */
export class SimulatedHost {
  readonly name: string;
  readonly boot: string;
  /** Milliseconds by which the wall clock is ahead of true time. */
  skew: number;
  /** Milliseconds during which the monotonic clock stood still. */
  suspended = 0;
  asleep = false;
  /**
   * Either a host is suspended or its wall clock is set, never both: then no clock of its own would be left that
   * tells it the time (its publishing would still be refused, but it could believe too long).
   */
  trouble: 'none' | 'suspends' | 'steps' = 'none';
  readonly #scheduler: Scheduler;
  readonly #bootedAt: number;

  constructor(options: { name: string; scheduler: Scheduler; number?: number; skew?: number }) {
    this.name = options.name;
    this.boot = `boot-of-${options.name}`;
    this.skew = options.skew ?? 0;
    this.#scheduler = options.scheduler;
    this.#bootedAt = (options.number ?? 0) * 77_777;
  }

  now(): Instant {
    return {
      wall: Math.floor(EPOCH + this.#scheduler.now + this.skew) as WallTime,
      monotonic: (this.#bootedAt + this.#scheduler.now - this.suspended) as MonotonicTime,
    };
  }
}

/** What one process sees of its host, with randomness of its own; it sleeps in simulated time. */
export function simulatedMachine(of: {
  readonly host: SimulatedHost;
  readonly life: string;
  readonly scheduler: Scheduler;
  readonly seed: number;
}): Machine {
  const { host, life, scheduler } = of;
  const random = new SeededRandom(of.seed);
  return {
    boot: host.boot,
    now: () => host.now(),
    randomHex: (count) => random.hex(count),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const onAbort = (): void => {
          cancel();
          resolve();
        };
        const cancel = scheduler.after(ms, {
          wakes: life,
          label: `${life} has slept ${Math.round(ms / 1000)} s`,
          run: () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        });
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
}
