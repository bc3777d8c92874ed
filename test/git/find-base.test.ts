import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Base, BaseWish } from '../../src/app/ports/repository.ts';
import { datumOf } from '../../src/core/model/problem.ts';
import { wordingOf } from '../../src/report/problems/describe-problem.ts';
import { type GitFixture, makeRepository, makeTeam } from '../support/git-fixture.ts';
import { openAt } from '../support/open-repository.ts';

async function baseOf(repo: GitFixture, wish: Partial<BaseWish> = {}): Promise<Base | string> {
  const repository = await openAt(repo.dir);
  const base = await repository.findBase({ mayFetch: false, ...wish });
  return base.ok
    ? base.value
    : base.problems.map((one) => `${one.code} ${datumOf(one, 'why') ?? ''}`.trim()).join();
}

test('a branch is compared with where it left the default branch, which may have moved on', async () => {
  const { repo, remote } = makeTeam();
  const fork = repo.tip('HEAD');
  repo.git('checkout', '-q', '-b', 'work');
  repo.commit({ 'a.txt': 'a' });
  remote.commit({ 'b.txt': 'b' });
  repo.git('fetch', '-q');
  expect(await baseOf(repo)).toEqual({
    commit: fork,
    tip: remote.tip('main'),
    name: 'main',
    how: 'default-branch',
    ref: 'refs/remotes/origin/main',
  });
});

test('a pushed branch is not compared with its own copy on the remote', async () => {
  const { repo } = makeTeam();
  const fork = repo.tip('HEAD');
  repo.git('checkout', '-q', '-b', 'work');
  repo.commit({ 'a.txt': 'a' });
  repo.git('push', '-q', '-u', 'origin', 'work');
  expect(await baseOf(repo)).toMatchObject({ commit: fork, how: 'default-branch' });
});

test('an upstream of another name is the base, local ones too', async () => {
  const { repo } = makeTeam();
  repo.git('checkout', '-q', '-b', 'stable');
  const stable = repo.commit({ 's.txt': 's' });
  repo.git('checkout', '-q', '-b', 'work', '--track', 'stable');
  repo.commit({ 'a.txt': 'a' });
  expect(await baseOf(repo)).toEqual({
    commit: stable,
    tip: stable,
    name: 'stable',
    how: 'upstream',
    ref: 'refs/heads/stable',
  });
});

test('the wanted base wins over the pull request, and that over the upstream', async () => {
  const { repo } = makeTeam();
  const first = repo.tip('HEAD');
  const second = repo.commit({ 'a.txt': 'a' });
  repo.commit({ 'b.txt': 'b' });
  expect(await baseOf(repo, { pullRequest: second })).toMatchObject({ commit: second, how: 'pull-request' });
  expect(await baseOf(repo, { pullRequest: second, wanted: first })).toMatchObject({
    commit: first,
    how: 'wanted',
  });
  expect(await baseOf(repo, { wanted: 'HEAD~1' })).toMatchObject({ commit: second, name: 'HEAD~1' });
  // An explicit base that is HEAD is taken at its word: there is nothing to do.
  expect(await baseOf(repo, { wanted: 'HEAD' })).toMatchObject({ commit: repo.tip('HEAD') });
});

test('where HEAD is the base itself its first parent is taken, and nothing for a root commit', async () => {
  const repo = makeRepository();
  repo.commit({ 'a.txt': 'a' });
  expect(await baseOf(repo)).toMatchObject({ name: 'nothing', how: 'root' });
  const repository = await openAt(repo.dir);
  const empty = await repository.findBase({ mayFetch: false });
  const range = { base: empty.ok ? empty.value.commit : repo.tip('HEAD'), head: repo.tip('HEAD') };
  expect(await repository.readChanges(range)).toMatchObject([{ path: 'a.txt', kind: 'added', added: 1 }]);
  const first = repo.tip('HEAD');
  repo.git('checkout', '-q', '-b', 'side');
  const side = repo.commit({ 'side.txt': 's' });
  repo.git('checkout', '-q', 'main');
  repo.commit({}, { parents: ['main', side] });
  expect(await baseOf(repo)).toMatchObject({ commit: first, how: 'first-parent', ref: 'refs/heads/main' });
});

test('branches of which none is clearly the base are asked about, not guessed', async () => {
  const repo = makeRepository();
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/one');
  repo.commit({ 'a.txt': 'a' });
  expect(await baseOf(repo)).toMatchObject({ how: 'root' });
  repo.git('checkout', '-q', '-b', 'two');
  repo.commit({ 'b.txt': 'b' });
  expect(await baseOf(repo)).toBe('base-not-found unnamed');
});

test('row 30: an absent base, an unrelated one and a deleted branch are named, never "no changes"', async () => {
  const { repo } = makeTeam();
  repo.git('checkout', '-q', '-b', 'work');
  const head = repo.commit({ 'a.txt': 'a' });
  expect(await baseOf(repo, { pullRequest: 'f'.repeat(40) })).toBe('base-not-found absent');
  expect(await baseOf(repo, { wanted: 'gone' })).toBe('bad-revision absent');
  repo.commit({ 'z.txt': 'z' }, { branch: 'orphan', parents: [] });
  expect(await baseOf(repo, { wanted: 'orphan' })).toBe('base-not-found unrelated');
  // All zeros: nothing was there before the push.
  expect(await baseOf(repo, { pullRequest: '0'.repeat(40) })).toMatchObject({ how: 'default-branch' });
  // A force-pushed base still has a merge base with what was built on it.
  repo.git(
    'update-ref',
    'refs/remotes/origin/main',
    repo.commit({}, { branch: 'forced', parents: [`${head}~1`] }),
  );
  expect(await baseOf(repo)).toMatchObject({ commit: repo.tip(`${head}~1`) });
});

test('row 30: a shallow clone is refused, or deepened where fetching is allowed, without moving any ref', async () => {
  const { remote } = makeTeam();
  const fork = remote.tip('main');
  remote.commit({ 'm.txt': 'm' });
  for (let at = 0; at < 60; at++)
    remote.commit({ 'a.txt': `${at}` }, { branch: 'work', parents: at ? ['work'] : [fork] });
  const clone = remote.clone('--depth=1', '--no-single-branch', '--branch=work');
  expect(await baseOf(clone)).toBe('shallow-clone');
  const before = clone.git('for-each-ref');
  remote.commit({ 'm.txt': 'n' });
  expect(await baseOf(clone, { mayFetch: true })).toMatchObject({ commit: fork, name: 'main' });
  expect(clone.git('for-each-ref')).toBe(before);
  expect(await baseOf(clone)).toMatchObject({ commit: fork });
});

test('row 30: one branch at depth 1 learns its base from the remote, or is refused', async () => {
  const { remote } = makeTeam();
  const fork = remote.tip('main');
  const first = remote.commit({ 'a.txt': 'a' }, { branch: 'work', parents: ['main'] });
  remote.commit({ 'b.txt': 'b' }, { branch: 'work' });
  const clone = (): GitFixture => remote.clone('--depth=1', '--branch=work');
  expect(await baseOf(clone())).toBe('base-unseen');
  expect(await baseOf(clone(), { mayFetch: true })).toMatchObject({ commit: fork, how: 'default-branch' });
  expect(await baseOf(clone(), { pullRequest: first })).toBe('shallow-clone');
  expect(await baseOf(clone(), { pullRequest: first, mayFetch: true })).toMatchObject({ commit: first });
});

test('row 30: the default branch at depth 1 is its remote’s own: there is nothing of ours to compare', async () => {
  const { remote } = makeTeam();
  const head = remote.commit({ 'a.txt': 'a' });
  const clone = remote.clone('--depth=1');
  expect(await baseOf(clone)).toMatchObject({ commit: head, how: 'default-branch' });
});

test('row 30: the command that a refusal names is the one that helps', async () => {
  const { remote } = makeTeam();
  const first = remote.commit({ 'a.txt': 'a' }, { branch: 'work', parents: ['main'] });
  remote.commit({ 'b.txt': 'b' }, { branch: 'work' });
  for (const wish of [{}, { wanted: 'main' }, { pullRequest: first }]) {
    const clone = remote.clone('--depth=1', '--branch=work');
    const repository = await openAt(clone.dir);
    const base = await repository.findBase({ mayFetch: false, ...wish });
    const problem = base.ok ? undefined : base.problems[0];
    const remedy = problem ? wordingOf(problem).remedy : '';
    execFileSync('sh', ['-c', remedy.split(';')[0] ?? ''], { cwd: clone.dir, stdio: 'ignore' });
    expect(await baseOf(clone, wish), remedy).toHaveProperty('commit');
  }
});
