import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readSources } from '../layers/read-imports.ts';
import { PROBLEM_EXAMPLES } from '../support/problem-examples.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
/** Where codes are declared and worded, which is no use of them. */
const SAID = /^core\/model\/[^/]*(?:codes|data)\.ts$|^report\/problems\//;

test('every code of a problem is produced somewhere', () => {
  const text = readSources(SRC)
    .filter(({ name }) => !SAID.test(name))
    .map((source) => source.text)
    .join('\n');
  const codes = Object.keys(PROBLEM_EXAMPLES);
  expect(codes.length).toBeGreaterThan(200);
  expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});
