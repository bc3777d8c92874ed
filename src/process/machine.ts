import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Machine } from '../app/ports/machine.ts';
import type { Instant, MonotonicTime } from '../core/model/time.ts';
import { wallTime } from '../core/model/time.ts';
import { monotonicEpoch } from './holder/boot.ts';

/** The machine we really run on. */
export function realMachine(): Machine {
  return {
    get boot(): string {
      return monotonicEpoch();
    },
    now,
    randomHex: (count) => randomBytes(count).toString('hex'),
    sleep: async (ms, signal) => {
      await wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined); // an abort only wakes
    },
  };
}

/** `hrtime` and not `performance.now()`: it counts from the boot, so that processes can compare. */
const now = (): Instant => ({
  wall: wallTime(Date.now()),
  monotonic: Number(process.hrtime.bigint() / 1_000_000n) as MonotonicTime,
});
