import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { datumOf } from '../../src/core/model/problem.ts';
import { makeRepository, makeTeam } from '../support/git-fixture.ts';
import { changesAt, openAt } from '../support/open-repository.ts';

async function wanted(dir: string, revision: string): Promise<string> {
  const repository = await openAt(dir);
  const base = await repository.findBase({ wanted: revision, mayFetch: false });
  return base.ok
    ? base.value.commit
    : base.problems.map((one) => `${one.code} ${datumOf(one, 'why') ?? ''}`.trim()).join();
}

test.each([
  ['row 26', ['--upload-pack=touch$IFS/p', '-x', '--', '--all', '-']],
  [
    'row 32',
    [
      'A..B',
      'A...B',
      'main..',
      '^main',
      ':/msg',
      '@{-1}',
      'main@{1}',
      'main^{/x}',
      'main:a.txt',
      '',
      ' ',
      'a b',
      'a\nb',
      'a\0b',
      '*',
      'ma?n',
    ],
  ],
])('%s: what is no plain revision is refused before git is asked', async (_, revisions) => {
  const repo = makeRepository();
  repo.commit({ 'a.txt': 'a' });
  repo.git('branch', 'A');
  for (const revision of revisions)
    expect(await wanted(repo.dir, revision), revision).toBe('bad-revision form');
  expect(existsSync(join(repo.dir, 'p'))).toBe(false);
});

test('row 27: legal names full of shell characters are branches like others', async () => {
  const { repo } = makeTeam();
  const names = ['a`touch$IFS$9pwned`', '$(touch$IFS$9pwned)', 'a;b', '"', "'", 'a&b', '日本', '@'];
  const fork = repo.tip('HEAD');
  for (const name of names) {
    const tip = repo.commit({ 'README.md': `${name}\n` }, { branch: name, parents: [fork], checkout: false });
    expect(await wanted(repo.dir, name), name).toBe(fork);
    expect(tip).not.toBe(fork);
  }
  repo.git('checkout', '-q', '-b', "it's;ours");
  repo.commit({ 'README.md': 'ours\n' });
  const { repository, base } = await changesAt(repo.dir);
  expect(repository.place.target).toBe("it's;ours");
  const { branches } = await repository.listBranches({ base, head: repository.place.head });
  expect(branches.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(existsSync(join(repo.dir, 'pwned'))).toBe(false);
});

test('row 28: names that git would take for something else are fully qualified', async () => {
  const repo = makeRepository();
  const root = repo.commit({ 'a.txt': '1' });
  const sha = repo.commit({ 'a.txt': '2' });
  repo.commit({ 'a.txt': '3' });
  const ref = (name: string): string => repo.git('update-ref', name, root);
  ref('refs/heads/refs/heads/x');
  expect(await wanted(repo.dir, 'x')).toBe('bad-revision absent');
  expect(await wanted(repo.dir, 'refs/heads/x')).toBe('bad-revision absent');
  expect(await wanted(repo.dir, 'refs/heads/refs/heads/x')).toBe(root);
  ref(`refs/heads/${sha}`);
  expect(await wanted(repo.dir, sha)).toBe('base-ambiguous');
  expect(await wanted(repo.dir, `refs/heads/${sha}`)).toBe(root);
  ref('refs/heads/HEAD');
  expect(await wanted(repo.dir, 'HEAD')).toBe(repo.tip('refs/heads/main'));
  ref('refs/heads/@');
  expect(await wanted(repo.dir, '@')).toBe(root);
  repo.git('update-ref', '--no-deref', 'FETCH_HEAD', root);
  expect(await wanted(repo.dir, 'FETCH_HEAD')).toBe('bad-revision absent');
  ref('refs/heads/FETCH_HEAD');
  expect(await wanted(repo.dir, 'FETCH_HEAD')).toBe(root);
});

test('row 29: a branch goes before a tag of the same name; tags, short and full object names work', async () => {
  const repo = makeRepository();
  const first = repo.commit({ 'a.txt': '1' });
  const second = repo.commit({ 'a.txt': '2' });
  repo.commit({ 'a.txt': '3' });
  repo.git('branch', 'v1', second);
  repo.git('tag', 'v1', first);
  repo.git('tag', '-a', '-m', 'annotated', 'v0', first);
  expect(await wanted(repo.dir, 'v1')).toBe(second);
  expect(await wanted(repo.dir, 'refs/tags/v1')).toBe(first);
  expect(await wanted(repo.dir, 'v0')).toBe(first);
  expect(await wanted(repo.dir, 'v1~1')).toBe(first);
  expect(await wanted(repo.dir, first.slice(0, 10))).toBe(first);
  expect(await wanted(repo.dir, second)).toBe(second);
  expect(await wanted(repo.dir, 'HEAD^^')).toBe(first);
  expect(await wanted(repo.dir, 'HEAD~99')).toBe('bad-revision absent');
});
