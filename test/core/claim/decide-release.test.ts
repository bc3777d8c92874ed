import { describe, expect, test } from 'vitest';
import { decideRelease, restOfFolder } from '../../../src/core/claim/decide-release.ts';
import type { HeldClaim } from '../../../src/core/claim/held-claim.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import { lockOf } from '../../../src/core/paths/lock-name.ts';

const repoPaths = (...paths: string[]): readonly RepoPath[] => paths.map((path) => path as RepoPath);

function held(claim: string, task: string, ...paths: string[]): HeldClaim {
  const locks = repoPaths(...paths).map((path) => lockOf(path).lock);
  return { record: { claim, task, paths, locks }, sentLocks: [] } as unknown as HeldClaim;
}

describe('what a release gives back', () => {
  const one = held('c-1', 'one', 'src/a.ts', 'src/b.ts', 'docs');
  const two = held('c-2', 'two', 'lib');
  const decide = (...names: [name: string, ...paths: string[]][]) =>
    decideRelease(
      [one, two],
      names.map(([name, ...paths]) => ({ name, paths: repoPaths(...paths) })),
    );

  test.each([
    ['by its id', ['c-2'] as [string], [{ do: 'end', held: two }]],
    ['by its task', ['two'] as [string], [{ do: 'end', held: two }]],
    ['its only path', ['lib', 'lib'] as [string, string], [{ do: 'end', held: two }]],
    [
      'one path of several',
      ['a', 'src/a.ts'] as [string, string],
      [{ do: 'narrow', held: one, give: ['src/a.ts'] }],
    ],
    [
      'a folder of two',
      ['src', 'src'] as [string, string],
      [{ do: 'narrow', held: one, give: ['src/a.ts', 'src/b.ts'] }],
    ],
    [
      'the root',
      ['.', ''] as [string, string],
      [
        { do: 'end', held: one },
        { do: 'end', held: two },
      ],
    ],
  ])('%s', (_, name, steps) => {
    expect(decide(name)).toEqual({ steps, inFolders: [], given: [], foreign: [] });
  });

  test('a part of a folder that is one lock cannot be given back by itself', () =>
    expect(decide(['docs/x', 'docs/x.md'])).toMatchObject({
      steps: [],
      inFolders: [{ path: 'docs/x.md', folder: 'docs', held: one }],
    }));

  test('what is nobody’s here is foreign', () =>
    expect(decide(['c-9'], ['x', 'other/x'])).toMatchObject({
      steps: [],
      foreign: [{ name: 'c-9' }, { name: 'x' }],
    }));
});

test('the rest of a folder are the names beside a path, level by level', () => {
  const tracked = repoPaths(
    'src/a.ts',
    'src/api/u.ts',
    'src/api/v.ts',
    'src/lib/x.ts',
    'src/lib/y.ts',
    'other',
  );
  expect(restOfFolder('src' as RepoPath, 'src/api/u.ts' as RepoPath, tracked)).toEqual([
    'src/a.ts',
    'src/api/v.ts',
    'src/lib',
  ]);
});
