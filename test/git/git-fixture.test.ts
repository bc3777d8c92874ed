import { expect, test } from 'vitest';
import { makeRepository, makeTeam } from '../support/git-fixture.ts';

test('a fixture commits any path, byte for byte, and removes what is null', () => {
  const repo = makeRepository();
  const odd = ['a\nb', '-rf', '\udcff\udcfe.ts', 'x "q" \\', 'ü/é', ':(exclude)*'];
  const first = repo.commit(Object.fromEntries(odd.map((name) => [name, name])), { checkout: false });
  const names = repo.gitBytes(['ls-tree', '-z', '-r', '--name-only', first]).toString('latin1').split('\0');
  expect(names).toContain('\xff\xfe.ts');
  expect(names).toHaveLength(odd.length + 1);
  repo.commit({ '-rf': null, l: { mode: '120000', content: '/etc/passwd' } }, { checkout: false });
  expect(repo.git('ls-tree', 'main', '--', 'l', '-rf')).toMatch(/^120000 blob \w+\tl$/);
});

test('a team has a remote with main, and commits go on top of a branch or of given parents', () => {
  const { repo, remote } = makeTeam();
  expect(repo.git('rev-parse', '--symbolic-full-name', 'HEAD@{upstream}')).toBe('refs/remotes/origin/main');
  const side = repo.commit({ 'a.txt': 'a' }, { branch: 'side', parents: ['main'] });
  const next = repo.commit({ 'a.txt': 'b' }, { branch: 'side' });
  expect(repo.git('rev-parse', `${next}^`)).toBe(side);
  repo.git('push', '-q', 'origin', 'side');
  expect(remote.tip('side')).toBe(next);
  expect(remote.clone('--depth=1', '--branch=side').git('rev-parse', '--is-shallow-repository')).toBe('true');
  const here = repo.commit({ 'b.txt': 'b' });
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(repo.git('merge-base', here, next)).toBe(remote.tip('main'));
});
