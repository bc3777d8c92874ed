import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asLiteral,
  literalPattern,
  matchPaths,
  patternTrouble,
} from '../../../src/core/paths/match-paths.ts';

const cases: readonly (readonly [pattern: string, path: string, expected: boolean])[] = [
  ['src/*.ts', 'src/a.ts', true],
  ['src/*.ts', 'src/b/a.ts', false],
  ['src/**', 'src/b/a.ts', true],
  ['src/**', 'source/a.ts', false],
  ['**/package-lock.json', 'package-lock.json', true],
  ['**/package-lock.json', 'web/app/package-lock.json', true],
  ['src/**/index.ts', 'src/index.ts', true],
  ['src/**/index.ts', 'src/a/b/index.ts', true],
  ['**/*.md', '.github/NOTES.md', true],
  ['docs/', 'docs/a/b.md', true],
  ['docs/', 'docs', true],
  ['docs', 'docs/a.md', true],
  ['docs', 'docs2/a.md', false],
  ['src/[ab].ts', 'src/a.ts', true],
  ['src/[ab].ts', 'src/c.ts', false],
  ['a?c', 'abc', true],
  ['{a,b}', 'a', false],
  ['{a,b}', '{a,b}', true],
  ['+(a)', 'aa', false],
  ['+(a)', '+(a)', true],
  ['!a', 'b', false],
  ['!a*', '!abc', true],
  ['(a|b)*', 'ab', false],
  ['(a|b)*', '(a|b)x', true],
  ['*.ts', 'a\nb.ts', true],
  ['*.ts', '.hidden.ts', true],
  ['**', 'a/b', true],
  ['*', 'a/b', false],
  ['a/**/b/**/c', 'a/b/x/c', true],
];

describe('paths that patterns name', () => {
  test.each(cases)('%j and %j: %s', (pattern, path, expected) => {
    expect(matchPaths([pattern])(path)).toBe(expected);
  });

  test('row 9: a literal pattern matches its own name and no other', () => {
    for (const name of ['*', '?', '[id].tsx', '{a,b}', '!x', '+(a)', '@(a)', 'a\\b', '$(id)', '(a|b)']) {
      expect(matchPaths([literalPattern(name)])(name), name).toBe(true);
      expect(asLiteral(literalPattern(name))).toBe(name);
    }
    expect(matchPaths([literalPattern('[id].tsx')])('i.tsx')).toBe(false);
    expect(matchPaths([literalPattern('*')])('a')).toBe(false);
  });

  test('any name survives being made a pattern', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (name) => {
        expect(asLiteral(literalPattern(name))).toBe(name);
      }),
    );
  });

  test('row 56: a pattern made to run for hours is refused and matches nothing', () => {
    const bomb = `${'*a'.repeat(50)}b`;
    expect(patternTrouble(bomb)).toBe('too-many-wildcards');
    expect(matchPaths([bomb])('a'.repeat(5000))).toBe(false);
    expect(patternTrouble('x'.repeat(1001))).toBe('too-long');
    expect(patternTrouble(`${'**/'.repeat(50)}x`)).toBeUndefined();
    expect(matchPaths([`${'**/'.repeat(50)}x`])('a/b/x')).toBe(true);
  });
});
