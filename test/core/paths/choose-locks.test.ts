import { describe, expect, test } from 'vitest';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import { chooseLocks } from '../../../src/core/paths/choose-locks.ts';

const choose = (
  asked: readonly string[],
  tracked: readonly string[] = [],
  unlocked: readonly string[] = [],
) => chooseLocks({ asked, tracked: tracked.map((path) => path as RepoPath), unlocked, maxRefs: 32 });
const paths = (choice: ReturnType<typeof choose>): readonly string[] => choice.locks.map(({ path }) => path);
const codes = (problems: readonly { readonly code: string }[]): readonly string[] =>
  problems.map(({ code }) => code);

describe('what a claim locks', () => {
  test('row 49: no paths are refused', () => expect(codes(choose([]).problems)).toEqual(['no-paths']));
  test('row 49: a path twice is one lock, by case too', () =>
    expect(paths(choose(['a.ts', 'a.ts', 'A.ts', 'a.ts/']))).toHaveLength(1));
  test('row 49: 10 000 paths become directories, said, with none left out', () => {
    const asked = Array.from({ length: 10_000 }, (_, at) => `src/d${at % 20}/f${at}.ts`);
    const choice = choose(asked);
    expect(choice.locks.length).toBeLessThanOrEqual(32);
    expect(codes(choice.notes)).toEqual(['paths-as-directories']);
    const covered = (path: string): boolean => choice.locks.some((lock) => path.startsWith(`${lock.path}/`));
    expect(asked.every(covered)).toBe(true);
  });
  test('nothing below a directory that is taken too', () =>
    expect(paths(choose(['src', 'src/a.ts', 'srcb/c.ts']))).toEqual(['src', 'srcb/c.ts']));
  test('a glob is the tracked files that it matches', () =>
    expect(paths(choose(['src/*.ts'], ['src/a.ts', 'src/b.js', 'src/sub/c.ts']))).toEqual(['src/a.ts']));
  test('row 9: a tracked name with glob characters is that file', () =>
    expect(paths(choose(['src/[id].tsx'], ['src/[id].tsx', 'src/i.tsx']))).toEqual(['src/[id].tsx']));
  test('a glob that matches nothing is refused', () =>
    expect(codes(choose(['*.zig'], ['a.ts']).problems)).toEqual(['no-paths']));
  test('what needs no lock gets none', () =>
    expect(paths(choose(['a.ts', 'CHANGELOG.md'], [], ['CHANGELOG.md']))).toEqual(['a.ts']));
  test.each(['../x', '/etc/passwd', '.git/config', 'a/../../b', '.GIT/hooks/x', 'git~1/x', '.git\u200c/x'])(
    'rows 16, 17: %s is refused',
    (path) => expect(codes(choose([path]).problems)).toEqual(['unsafe-path']),
  );
});
