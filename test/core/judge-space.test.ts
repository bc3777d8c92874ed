import { expect, it } from 'vitest';
import { judgeSpace } from '../../src/core/run/judge-space.ts';
import { bytesText } from '../../src/report/bytes.ts';

it.each([
  [{ each: 100, free: 300, folders: 3 }, undefined],
  [
    { each: 100, free: 299, folders: 3 },
    { need: 300, fit: 2 },
  ],
  [{ each: 0, free: 0, folders: 16 }, undefined],
  [
    { each: 100, free: 50, folders: 1 },
    { need: 100, fit: 0 },
  ],
])('%j', (sight, wanted) => {
  expect(judgeSpace(sight)).toEqual(wanted && { ...sight, ...wanted });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9_940_000, '9.9 MB'],
  [12_300_000_000, '12 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
