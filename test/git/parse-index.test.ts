import { chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RepoPath } from '../../src/core/model/ids.ts';
import { diffIndexes, parseIndexStamps } from '../../src/git/work/parse-index.ts';
import { parseTreeDiff } from '../../src/git/work/parse-tree-diff.ts';
import { makeRepository } from '../support/git-fixture.ts';

const NAMES = [
  'a.txt',
  'dir/b.txt',
  'ümlaut',
  `long/${'x'.repeat(120)}/${'y'.repeat(120)}`,
  'z',
] as RepoPath[];

/** What git says of the same index. */
function byGit(text: string): ReadonlyMap<string, string> {
  const entry = /([^\0]+)\0 {2}ctime: (\S+)\n {2}mtime: (\S+)\n.*\n.*\n {2}size: (\d+)\t.*\n?/g;
  return new Map([...text.matchAll(entry)].map(([, path = '', ...stamp]) => [path, stamp.join(' ')]));
}

function makeIndex(...settle: readonly string[][]) {
  const repo = makeRepository();
  repo.commit(Object.fromEntries(NAMES.map((name, at) => [name, 'x'.repeat(at)])));
  for (const args of settle) repo.git(...args);
  const index = readFileSync(join(repo.dir, '.git', 'index'));
  return { repo, parsed: parseIndexStamps(index, { hashBytes: 20, wanted: new Set(NAMES) }), index };
}

test.each([
  ['as it is', []],
  ['version 3', [['update-index', '--skip-worktree', 'dir/b.txt']]],
])('an index %s is read as git reads it', (_, settle) => {
  const { repo, parsed } = makeIndex(...settle);
  expect(new Map(parsed)).toEqual(byGit(repo.git('ls-files', '-z', '--debug')));
  expect(parsed?.size).toBe(NAMES.length);
  const { size } = statSync(join(repo.dir, 'z'));
  expect(parsed?.get('z' as RepoPath)).toMatch(new RegExp(` ${size}$`));
});

test.each([
  ['version 4', [['update-index', '--index-version', '4']]],
  ['that is split', [['update-index', '--split-index']]],
])('an index %s is left to git', (_, settle) => {
  expect(makeIndex(...settle).parsed).toBeUndefined();
});

test('a damaged one, and none, are left to git', () => {
  const { index } = makeIndex();
  for (const bytes of [Buffer.alloc(0), index.subarray(0, 90), Buffer.from('no index at all, but text')])
    expect(parseIndexStamps(bytes, { hashBytes: 20, wanted: new Set(NAMES) })).toBeUndefined();
});

test('two indexes differ as git says that their trees do', () => {
  const repo = makeRepository();
  const indexFile = join(repo.dir, '.git', 'index');
  repo.commit({ a: '1', 'a.b': '1', 'a/b': '1', gone: '1', last: '1', same: '1', 'to-link': '1' });
  const before = readFileSync(indexFile);
  for (const name of ['a/b', 'gone', 'to-link']) rmSync(join(repo.dir, name));
  rmSync(join(repo.dir, 'a'), { recursive: true });
  symlinkSync('same', join(repo.dir, 'to-link'));
  for (const name of ['0', 'a', 'last', 'zz', 'ü'.repeat(3000).slice(0, 100)])
    writeFileSync(join(repo.dir, name), 'new');
  chmodSync(join(repo.dir, 'last'), 0o755);
  repo.git('add', '-A');
  const listed = repo.git('diff-index', '--cached', '-r', '-z', '--raw', '--no-renames', 'HEAD');
  const found = diffIndexes(before, readFileSync(indexFile), 20);
  expect(found).toEqual(parseTreeDiff(Buffer.from(listed)));
  expect(found?.length).toBe(8);
  expect(diffIndexes(before, before, 20)).toEqual([]);
});

test('an index with a conflict, or with what is only to be added, is left to git', () => {
  const repo = makeRepository();
  const indexFile = join(repo.dir, '.git', 'index');
  repo.commit({ a: '1' });
  const before = readFileSync(indexFile);
  writeFileSync(join(repo.dir, 'later'), '1');
  repo.git('add', '-N', 'later');
  expect(diffIndexes(before, readFileSync(indexFile), 20)).toBeUndefined();
});
