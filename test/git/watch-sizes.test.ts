import { expect, test } from 'vitest';
import { parseBatch, watchSizes } from '../../src/git/read/parse-batch.ts';

const OID = 'a'.repeat(40);
const objectOf = (content: string): string => `${OID} blob ${Buffer.byteLength(content)}\n${content}\n`;

/** Sizes that it was asked about, and whether it let all of it through. */
function watch(output: string, piece: number, most: number) {
  const sizes: number[] = [];
  const takes = watchSizes((size) => sizes.push(size) > 0 && size <= most);
  const bytes = Buffer.from(output);
  let isWhole = true;
  let taken = '';
  for (let at = 0; at < bytes.length && isWhole; at += piece) {
    const chunk = bytes.subarray(at, at + piece);
    const length = takes(chunk);
    taken += chunk.toString('latin1', 0, length);
    isWhole = length === chunk.length;
  }
  return { sizes, isWhole, taken };
}

test.each([1, 2, 7, 41, 1_000])('sizes are seen before contents, in pieces of %i bytes', (piece) => {
  const looksLikeOne = `${OID} blob 99\n`;
  const output = [objectOf(''), objectOf(looksLikeOne), `${OID} missing\n`, objectOf('ä\n')].join('');
  expect(watch(output, piece, 100)).toMatchObject({ sizes: [0, 49, 3], isWhole: true });
  const cut = watch(output, piece, 10);
  expect(cut).toMatchObject({ sizes: [0, 49], isWhole: false });
  const answers = parseBatch(Buffer.from(cut.taken, 'latin1'), 4);
  expect(answers.map(({ found }) => found)).toEqual([true, false, false, false]);
});
