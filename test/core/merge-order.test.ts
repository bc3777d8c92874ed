import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMergeOrder } from '../../src/core/analyse/merge-order.ts';

/** Merges that meet a conflict, counted as a person would: one after the other. */
function countConflicts(
  order: readonly number[],
  conflicting: readonly (readonly [number, number])[],
): number {
  const conflicts = (a: number, b: number): boolean =>
    conflicting.some(([x, y]) => x !== y && ((x === a && y === b) || (x === b && y === a)));
  return order.filter((branch, at) => order.slice(0, at).some((before) => conflicts(before, branch))).length;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

test.each([
  ['no conflicts: no order to recommend', 3, [], undefined],
  ['two: one merge has the conflict either way', 2, [[0, 1]], { clean: [0], rest: [1], worst: 1 }],
  [
    'one against three goes last',
    4,
    [
      [0, 1],
      [0, 2],
      [0, 3],
    ],
    { clean: [1, 2, 3], rest: [0], worst: 3 },
  ],
  [
    'a triangle',
    3,
    [
      [0, 1],
      [1, 2],
      [2, 0],
    ],
    { clean: [0], rest: [1, 2], worst: 2 },
  ],
  [
    'a branch and itself, branches unknown',
    2,
    [
      [0, 0],
      [0, 9],
    ],
    undefined,
  ],
] as const)('%s', (_, count, conflicting, expected) => {
  expect(findMergeOrder({ count, conflicting })).toEqual(expected);
});

test('no order of up to seven branches is better than the best or worse than the worst', () => {
  const pair = (count: number) => fc.tuple(fc.nat(count - 1), fc.nat(count - 1));
  const graph = fc
    .integer({ min: 1, max: 7 })
    .chain((count) =>
      fc.record({ count: fc.constant(count), conflicting: fc.array(pair(count), { maxLength: 14 }) }),
    );
  fc.assert(
    fc.property(graph, ({ count, conflicting }) => {
      const indices = Array.from({ length: count }, (_, at) => at);
      const found = findMergeOrder({ count, conflicting });
      const all = permutations(indices).map((order) => countConflicts(order, conflicting));
      const best = all.reduce((least, one) => Math.min(least, one));
      const worst = all.reduce((most, one) => Math.max(most, one));
      expect([found?.rest.length ?? 0, found?.worst ?? 0]).toEqual([best, worst]);
      if (found) expect(countConflicts([...found.clean, ...found.rest], conflicting)).toBe(best);
    }),
    { numRuns: 40 },
  );
});

test('a set that conflicts only together is not taken in as a whole', () => {
  const found = findMergeOrder({ count: 4, conflicting: [[0, 3]], clashing: [[0, 1, 2]] });
  expect(found).toEqual({ clean: [1, 2, 3], rest: [0], worst: 1 });
});
