import { expect, it } from 'vitest';
import { fitOnePush, groupByPush } from '../../../src/core/claim/hand-over.ts';

import type { LockName } from '../../../src/core/model/ids.ts';

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

it('what follows goes along as long as there is room, and what is handed over takes none', () => {
  const many = (name: string, count: number): { readonly locks: readonly LockName[] } => ({
    locks: Array.from({ length: count }, (_, at) => `${name}/${at}` as LockName),
  });
  const [small, large] = [many('small', 1), many('large', 40)];
  expect(fitOnePush([many('a', 30)], [small, large, small])).toEqual([small, small]);
  expect(fitOnePush([large], [large, small])).toEqual([large, small]);
});
