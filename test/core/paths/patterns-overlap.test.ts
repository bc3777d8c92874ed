import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchPaths } from '../../../src/core/paths/match-paths.ts';
import { overlap, preparePattern } from '../../../src/core/paths/patterns-overlap.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const overlaps = (a: string, b: string): boolean => overlap(preparePattern(a), preparePattern(b));

describe('patterns that may name one path', () => {
  test.each([
    ['src/a.ts', 'src/a.ts', true],
    ['src/a.ts', 'src/b.ts', false],
    ['src', 'src/a.ts', true],
    ['src/', 'src/a/b.ts', true],
    ['src', 'source/a.ts', false],
    ['src/*.ts', 'src/a.ts', true],
    ['src/*.ts', 'src/a.py', false],
    ['src/*.ts', 'src/*.py', false],
    ['src/a*.ts', 'src/b*.ts', false],
    ['src/**', 'src/a/b', true],
    ['**/*.md', 'src/a.ts', false],
    ['**/*.md', 'docs/**', true],
    ['README.md', 'readme.md', true],
    ['e\u0301.ts', '\u00e9.ts', true],
    ['web/**/index.ts', 'api/**/index.ts', false],
    [`${'*a'.repeat(50)}`, 'anything', true],
    ['\\[id\\].tsx', 'i.tsx', false],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
    expect(overlaps(b, a)).toBe(expected);
  });

  const directory = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 3 });
  const name = fc.constantFrom('a', 'b', 'ab', 'a.ts', 'b.ts', 'A.ts');
  const path = fc.tuple(directory, name).map(([above, last]) => [...above, last].join('/'));
  const piece = fc.constantFrom(
    'a',
    'b',
    'ab',
    'a.ts',
    '*',
    '**',
    '*.ts',
    'a*',
    '?',
    '?.ts',
    '[ab].ts',
    '*b*',
  );
  const pattern = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('/'));

  test('are found whenever such a path exists, in either order', () => {
    fc.assert(
      fc.property(pattern, pattern, path, (a, b, candidate) => {
        fc.pre(matchPaths([a])(candidate) && matchPaths([b])(candidate));
        expect(overlaps(a, b)).toBe(true);
        expect(overlaps(b, a)).toBe(true);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});
