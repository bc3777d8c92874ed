import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs } from '../../../src/core/run/backoff.ts';

it('pauses anywhere from nothing to a bound that doubles up to the most', () => {
  const pause = (tries: number, chance: number): number =>
    backoffMs({ tries, chance, firstMs: 1_000, mostMs: 5_000 });
  expect([1, 2, 3, 4, 50].map((tries) => pause(tries, 0.999_999))).toEqual([
    1_000, 2_000, 4_000, 5_000, 5_000,
  ]);
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 0.99, noNaN: true }), (tries, chance) => {
      expect(pause(tries, chance)).toBeGreaterThanOrEqual(0);
      expect(pause(tries, chance)).toBeLessThanOrEqual(5_000);
    }),
  );
});
