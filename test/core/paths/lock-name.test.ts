import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import { foldText } from '../../../src/core/paths/fold-text.ts';
import { lockOf, locksOverlap } from '../../../src/core/paths/lock-name.ts';

const lock = (path: string): string => lockOf(path as RepoPath).lock;

/** What git can track: components without `/` and NUL, none of them `.`, `..` or empty. */
const component = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc.constantFrom('a.lock', '.env', 'x..y', '[id].tsx', '@{', 'É', 'a b'),
  )
  .filter((name) => !/[/\0]/.test(name) && name !== '.' && name !== '..' && name.isWellFormed());
const path = fc.array(component, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('/') as RepoPath);

describe('the lock of a path', () => {
  test.each([
    ['src/api/users.ts', 'src/api/users.ts'],
    ['README.md', 'readme.md'],
    ['.env', '%2eenv'],
    ['yarn.lock', 'yarn%2elock'],
    ['x..y', 'x.%2ey'],
    ['a.', 'a%2e'],
    ['foo.lock/bar', 'foo%2elock/bar'],
    ['[id].tsx', '%5bid%5d.tsx'],
    ['a b', 'a%20b'],
    ['-rf', '-rf'],
    ['100%', '100%25'],
  ])('%s → %s (row 24)', (given, wanted) => expect(lock(given)).toBe(wanted));

  test('row 13: the composed and the decomposed form of a name have one lock', () => {
    expect(lock('\u00e9.ts')).toBe(lock('e\u0301.ts'));
  });
  test('row 14: names that differ only in case have one lock, by full folding', () => {
    expect(lock('README.md')).toBe(lock('readme.md'));
    expect(lock('STRASSE')).toBe(lock('straße'));
    expect(lock('\u017f')).toBe(lock('s'));
  });
  test('row 11: two names that are not UTF-8 stay two', () => {
    expect(lock('\udcff.ts')).toBe('%ff.ts');
    expect(lock('\udcfe.ts')).not.toBe(lock('\udcff.ts'));
  });
  test('row 18: long components are hashed, and deep paths locked as a directory, said', () => {
    expect(lock('x'.repeat(300))).toMatch(/^%h[0-9a-f]{32}$/);
    const deep = lockOf(Array(100).fill('d').join('/') as RepoPath);
    expect(deep.truncatedTo?.split('/')).toHaveLength(64);
    const long = lockOf(Array(60).fill('y'.repeat(40)).join('/') as RepoPath);
    expect(long.lock.length).toBeLessThanOrEqual(1000);
    expect(long.truncatedTo).toBeDefined();
  });
  test('row 25: a directory and what is below it exclude each other, neighbours do not', () => {
    expect(locksOverlap(lockOf('src' as RepoPath).lock, lockOf('SRC/a.ts' as RepoPath).lock)).toBe(true);
    expect(locksOverlap(lockOf('src' as RepoPath).lock, lockOf('src2/a.ts' as RepoPath).lock)).toBe(false);
  });

  test('the lock of a directory is a directory of the locks below it', () => {
    fc.assert(
      fc.property(path, component, (directory, name) => {
        const above = lockOf(directory);
        const below = lockOf(`${directory}/${name}` as RepoPath);
        return above.truncatedTo !== undefined || locksOverlap(above.lock, below.lock);
      }),
    );
  });
  test('folding is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => foldText(foldText(text)) === foldText(text)),
    );
  });
  test('every lock is a ref that git accepts', () => {
    const names = fc.sample(path, { numRuns: 80, seed: 7 }).map((one) => `refs/agentic/locks/${lock(one)}`);
    for (const name of names) execFileSync('git', ['check-ref-format', name]);
  });
  test('names are ASCII of our own alphabet', () => {
    fc.assert(fc.property(path, (one) => /^[a-z0-9_.%/-]+$/.test(lock(one))));
  });
});
