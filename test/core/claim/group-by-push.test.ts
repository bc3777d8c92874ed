import { expect, it } from 'vitest';
import { groupByPush } from '../../../src/core/claim/hand-over.ts';

const sizes = (locks: readonly number[]): readonly (readonly number[])[] =>
  groupByPush(locks, (count) => count);

it('goes in one push as long as that moves 64 refs, with each task’s own', () => {
  expect(sizes([])).toEqual([]);
  expect(sizes([3, 3, 3])).toEqual([[3, 3, 3]]);
  expect(sizes([31, 31, 0])).toEqual([[31, 31], [0]]);
  expect(sizes([31, 30, 0])).toEqual([[31, 30, 0]]);
});

it('a task of more goes by itself, and nobody with it', () => {
  expect(sizes([1, 200, 1])).toEqual([[1], [200], [1]]);
});
