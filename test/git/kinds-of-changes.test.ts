import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseHunks } from '../../src/core/analyse/lines/parse-hunks.ts';
import type { RepoPath } from '../../src/core/model/ids.ts';
import { type Files, makeRepository } from '../support/git-fixture.ts';
import { changesAt } from '../support/open-repository.ts';

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}\n`).join('');

async function diffOf(before: Files, after: Files) {
  const repo = makeRepository();
  repo.commit(before, { checkout: false });
  repo.commit(after, { checkout: false });
  const { changes, repository, base } = await changesAt(repo.dir);
  const range = { base: base.commit, head: repository.place.head };
  return { repo, repository, range, changes };
}

test('row 19: links are paths of their own and never followed', async () => {
  const link = (content: string) => ({ mode: '120000', content }) as const;
  const after = {
    passwd: link('/etc/passwd'),
    up: link('..'),
    dir: link('src'),
    loop: link('loop'),
    'src/a': 'a',
  };
  const { repo, repository, range, changes } = await diffOf({ keep: 'k' }, after);
  expect(changes.map(({ path, newMode, added }) => [path, newMode, added])).toEqual([
    ['dir', '120000', 1],
    ['loop', '120000', 1],
    ['passwd', '120000', 1],
    ['src/a', '100644', 1],
    ['up', '120000', 1],
  ]);
  const paths = ['passwd', 'up', 'dir', 'loop', 'dir/a', 'src/a'] as RepoPath[];
  expect([...(await repository.readFiles(range.head, paths, 1000)).keys()]).toEqual(['src/a']);
  // The working tree, too: coverage reports are looked for there.
  mkdirSync(join(repo.dir, 'real'));
  writeFileSync(join(repo.dir, 'real/lcov.info'), 'x');
  symlinkSync('/etc', join(repo.dir, 'etc'));
  symlinkSync('real', join(repo.dir, 'coverage'));
  symlinkSync('lcov.info', join(repo.dir, 'real/link'));
  const read = async (path: string): Promise<boolean> =>
    (await repository.readWorkingFile(path, 1000)) !== undefined;
  expect(await read('real/lcov.info')).toBe(true);
  for (const path of [
    'etc/passwd',
    'coverage/lcov.info',
    'real/link',
    'real',
    '../x',
    '/etc/passwd',
    '.git/config',
    'no',
  ])
    expect(await read(path), path).toBe(false);
  expect(await repository.readWorkingFile('real/lcov.info', 0)).toMatchObject({ kind: 'too-large', size: 1 });
  expect(await repository.findWorkingFiles(['**', 'coverage/*', 'etc/passwd'], 10)).toEqual({
    files: ['real/lcov.info'],
    more: false,
  });
});

test('row 20: a file that becomes a link, a folder, or comes from one: both sides are there', async () => {
  const { changes } = await diffOf(
    { a: 'a\n', b: 'b\n', 'c/x': 'x\n', run: 'r\n' },
    {
      a: { mode: '120000', content: 'b' },
      b: null,
      'b/new': 'n\n',
      'c/x': null,
      c: 'c\n',
      run: { mode: '100755', content: 'r\n' },
    },
  );
  expect(changes.map(({ path, kind, oldMode, newMode }) => [path, kind, oldMode, newMode])).toEqual([
    ['a', 'type-changed', '100644', '120000'],
    ['b', 'deleted', '100644', '000000'],
    ['b/new', 'added', '000000', '100644'],
    ['c', 'added', '000000', '100644'],
    ['c/x', 'deleted', '100644', '000000'],
    ['run', 'modified', '100644', '100755'],
  ]);
});

test('row 21: a moved submodule is one path, whatever .gitmodules wants, and nothing is fetched', async () => {
  const one = '1'.repeat(40);
  const two = '2'.repeat(40);
  const modules =
    '[submodule "x\\r"]\n\tpath = ../x\n\turl = ext::sh -c "touch pwned"\n\tignore = all\n[submodule "s"]\n\tpath = sub\n\turl = ext::sh\n\tignore = all\n';
  const { changes, repository, range } = await diffOf(
    { sub: { mode: '160000', content: one }, '.gitmodules': '' },
    { sub: { mode: '160000', content: two }, '.gitmodules': modules },
  );
  expect(changes).toMatchObject([
    { path: '.gitmodules', kind: 'modified' },
    { path: 'sub', kind: 'modified', oldMode: '160000', newMode: '160000', oldBlob: one, newBlob: two },
  ]);
  expect((await repository.readFiles(range.head, ['sub' as RepoPath], 1000)).size).toBe(0);
  expect((await repository.readDiff(range, ['sub' as RepoPath], 1000)).get('sub' as RepoPath)).toContain(two);
});

test('row 22: renames and copies name both paths, in chains too', async () => {
  const { changes, repository, range } = await diffOf(
    {
      exact: lines(1, 40),
      edited: lines(100, 140),
      copied: lines(200, 240),
      a: lines(300, 340),
      b: lines(400, 440),
    },
    {
      exact: null,
      'new/exact': lines(1, 40),
      edited: null,
      'new/edited': lines(100, 139),
      'copied two': lines(200, 240),
      copied: lines(200, 250),
      // a → b and b → c in one change
      a: null,
      b: lines(300, 340),
      c: lines(400, 440),
    },
  );
  expect(changes.map(({ kind, oldPath, path }) => `${kind} ${oldPath ?? ''} ${path}`)).toEqual([
    'deleted  a',
    'modified  b',
    'copied b c',
    'modified  copied',
    'copied copied copied two',
    'renamed edited new/edited',
    'renamed exact new/exact',
  ]);
  expect(changes.find(({ path }) => path === 'new/edited')).toMatchObject({ added: 0, deleted: 1 });
  const edited = 'new/edited' as RepoPath;
  expect((await repository.readDiff(range, [edited], 10_000)).get(edited)).toBe(
    '@@ -41 +40,0 @@ line 139\n-line 140\n',
  );
});

test('binary files have no counts, lines of text are found where they were added, and content cannot pass for a header', async () => {
  const bin = '\0\x01\x02';
  const { changes, repository, range } = await diffOf(
    { 'a b.txt': 'one\ntwo\nthree', bin, gone: 'x\n' },
    {
      'a b.txt': 'zero\none\ntwo\n--- a/evil\n+++ b/evil\n@@ -1 +1 @@\n',
      bin: `${bin}x`,
      gone: null,
      '\udcff"é': 'new\n',
    },
  );
  expect(changes.map(({ path, added, deleted }) => [path, added, deleted])).toEqual([
    ['a b.txt', 4, 1],
    ['bin', null, null],
    ['gone', 0, 1],
    ['\udcff"é', 1, 0],
  ]);
  const paths = changes.map(({ path }) => path);
  const patches = await repository.readDiff(range, paths, 10_000);
  const added = [...patches].map(([path, text]) => [
    path,
    parseHunks(text).flatMap((hunk) => hunk.added.map(({ line }) => line)),
  ]);
  expect(added).toEqual([
    ['a b.txt', [1, 4, 5, 6]],
    ['gone', []],
    ['\udcff"é', [1]],
  ]);
  const texts = await repository.readDiff(range, paths, 100);
  expect(texts.get('gone' as RepoPath)).toBe('@@ -1 +0,0 @@\n-x\n');
  expect([...texts.keys()]).not.toContain('a b.txt'); // it alone is longer than what is left
});
