import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromFolder, plainPath } from '../../../src/core/paths/plain-path.ts';

describe('spellings of a path', () => {
  test.each([
    ['src/a.ts', 'src/a.ts'],
    ['./src//a.ts', 'src/a.ts'],
    ['src/', 'src'],
    ['src/api/../a.ts', 'src/a.ts'],
    ['.', ''],
    ['src/..', ''],
    ['../x', '../x'],
    ['a/../../x', '../x'],
    ['..a/.b', '..a/.b'],
  ])('%j is %j', (typed, plain) => expect(plainPath(typed)).toBe(plain));

  test.each([
    ['', 'src/a.ts', 'src/a.ts'],
    ['src', 'src/a.ts', 'a.ts'],
    ['docs', 'src/a.ts', '../src/a.ts'],
    ['src/api', 'src', '..'],
    ['src', 'src', '.'],
    ['', '', '.'],
  ])('from %j, %j is %j', (below, path, shown) => expect(fromFolder(below, path)).toBe(shown));

  const name = fc.stringMatching(/^[a-z]{1,3}$/);
  const path = fc.array(name, { maxLength: 5 }).map((names) => names.join('/'));
  test('what is shown from a folder leads back to the same path from there', () => {
    fc.assert(
      fc.property(path, path, (below, one) => {
        expect(plainPath(`${below}/${fromFolder(below, one)}`)).toBe(one);
      }),
    );
  });
});
