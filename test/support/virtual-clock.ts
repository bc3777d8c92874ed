import type { Machine } from '../../src/app/ports/machine.ts';
import type { MonotonicTime, WallTime } from '../../src/core/model/time.ts';

/** Machines on one clock that goes on only when all that can happen at once has happened. */
export class VirtualClock {
  #now = 0;
  #random: number;
  #sleepers: { at: number; wake: () => void }[] = [];

  /** The same seed, the same random bits. */
  constructor(seed = 1) {
    this.#random = seed;
  }

  get ms(): number {
    return this.#now;
  }

  machine(): Machine {
    return {
      boot: 'boot',
      now: () => ({
        wall: (1_800_000_000_000 + Math.floor(this.#now)) as WallTime,
        monotonic: this.#now as MonotonicTime,
      }),
      randomHex: (count) => this.#hex(count * 2),
      sleep: (ms, signal) =>
        new Promise((wake) => {
          const end = (): void => {
            signal?.removeEventListener('abort', end);
            wake();
          };
          this.#sleepers.push({ at: this.#now + ms, wake: end });
          signal?.addEventListener('abort', end);
          if (signal?.aborted) wake();
        }),
    };
  }

  /** A fixed sequence that looks random (xorshift). */
  #hex(digits: number): string {
    let text = '';
    while (text.length < digits) {
      this.#random ^= this.#random << 13;
      this.#random ^= this.#random >>> 17;
      this.#random ^= this.#random << 5;
      text += (this.#random >>> 0).toString(16).padStart(8, '0');
    }
    return text.slice(0, digits);
  }

  /** Lets time pass until this is settled. */
  async until<T>(what: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    what.then(mark, mark);
    for (;;) {
      await this.settle();
      if (settled) return what;
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers.shift();
      if (!next) throw new Error('all wait for something that does not come');
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }

  /** Lets happen what can at this moment. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 4; turn++) await new Promise((done) => setImmediate(done));
  }
}
