import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { linesWith, lookAt } from '../support/look-at.ts';
import { changesAt, openAt } from '../support/open-repository.ts';

const FILES = { 'a.ts': linesWith(), 'b.ts': linesWith() };
const line = (at: number, text: string) => ({ 'a.ts': linesWith([at, text]) });

/** Ours and one other on line 10 of a.ts, pushed. */
function start() {
  const { repo, remote } = makeTeam(FILES);
  repo.commit(line(10, 'other'), { branch: 'other', parents: ['main'], checkout: false });
  repo.git('checkout', '-q', '-b', 'ours');
  repo.commit(line(10, 'ours'));
  repo.git('push', '-q', 'origin', 'other', 'ours');
  return { repo, remote };
}

const told = async (repo: Pick<GitFixture, 'dir'>, base?: string) =>
  (await lookAt(repo, base === undefined ? {} : { base })).branches.map(
    ({ name, conflicts }) => `${name}: ${conflicts.map(({ path }) => path).join(' ')}`,
  );

it('a detached head is looked at like a branch', async () => {
  const { repo } = start();
  repo.git('checkout', '-q', '--detach');
  expect(await told(repo)).toEqual(['other: a.ts']);
});

it('a bare repository, too', async () => {
  const { remote } = start();
  remote.git('symbolic-ref', 'HEAD', 'refs/heads/ours');
  expect(await told(remote, 'main')).toEqual(['other: a.ts']);
});

it('a shallow clone says what it can, and remembers nothing', async () => {
  const { remote } = start();
  const shallow = remote.clone('--depth=2', '--no-single-branch', '--branch=ours');
  expect(await told(shallow, 'origin/main')).toEqual(['origin/other: a.ts']);
  const cut = remote.clone('--depth=1', '--no-single-branch', '--branch=ours');
  const { repository } = { repository: await openAt(cut.dir) };
  const base = await repository.findBase({ wanted: 'origin/main', mayFetch: false });
  expect(base.ok).toBe(false);
});

it('without any base the first commit is looked at, and nobody else is there', async () => {
  const { repo } = makeTeam(FILES);
  repo.git('remote', 'remove', 'origin');
  repo.git('checkout', '-q', '--orphan', 'alone');
  repo.git('branch', '-q', '-D', 'main');
  repo.git('commit', '-qm', 'alone');
  const { base } = await changesAt(repo.dir);
  expect(base.how).toBe('root');
  expect(await told(repo)).toEqual([]);
});

it('merges in both directions leave several bases, and the conflict is still found', async () => {
  const { repo } = makeTeam(FILES);
  const left = repo.commit(
    { 'b.ts': linesWith([3, 'left']) },
    { branch: 'left', parents: ['main'], checkout: false },
  );
  const right = repo.commit(
    { 'b.ts': linesWith([20, 'right']) },
    { branch: 'right', parents: ['main'], checkout: false },
  );
  const both = { 'b.ts': linesWith([3, 'left'], [20, 'right']) };
  repo.commit(both, { branch: 'left', parents: [left, right], checkout: false });
  repo.commit(
    { ...both, ...line(10, 'right') },
    { branch: 'right', parents: [right, left], checkout: false },
  );
  repo.commit(line(10, 'left'), { branch: 'left', checkout: false });
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/left');
  expect(await told(repo, 'main')).toEqual(['right: a.ts']);
});

it('a branch that stands on ours has nothing against it', async () => {
  const { repo } = start();
  repo.commit(line(10, 'on top'), { branch: 'stacked', parents: ['ours'], checkout: false });
  expect(await told(repo)).toEqual(['stacked: ', 'other: a.ts']);
});

it('names of branches are data', async () => {
  const { repo } = start();
  const names = ['$(id)', '-rf', 'a;b', 'ünï', "it's", 'pr/1/x', 'a|b', '%00', 'x'.repeat(200)];
  const tip = repo.tip('main');
  for (const name of names) {
    const other = repo.commit(line(10, name), { branch: 'tmp', parents: [tip], checkout: false });
    repo.git('update-ref', `refs/heads/${name}`, other);
  }
  repo.git('update-ref', '-d', 'refs/heads/tmp');
  const seen = await told(repo);
  for (const name of names) expect(seen).toContain(`${name}: a.ts`);
});

it('what is not committed yet counts', async () => {
  const { repo } = start();
  repo.commit(line(20, 'later'), { branch: 'later', parents: ['main'], checkout: false });
  writeFileSync(join(repo.dir, 'a.ts'), linesWith([10, 'ours'], [20, 'now']));
  const uncommitted = await (await openAt(repo.dir)).readUncommitted();
  const { branches } = await lookAt(repo, { uncommitted });
  expect(branches.map(({ name, conflicts }) => [name, conflicts.length])).toEqual([
    ['later', 1],
    ['other', 1],
  ]);
});

it('of three hundred branches those on our files are told, and the rest costs a look at its names', async () => {
  const { repo } = start();
  const main = repo.tip('main');
  const stream = Array.from({ length: 300 }, (_, at) =>
    [
      `commit refs/heads/many/${at}`,
      `committer A <a@x> ${1_767_300_000 + at} +0000`,
      'data 0',
      `from ${main}`,
      `M 100644 inline ${at % 100 === 7 ? 'a.ts' : `other-${at}.ts`}`,
      `data <<END\n${linesWith([10, `many ${at}`])}END`,
      '',
    ].join('\n'),
  );
  repo.gitBytes(['fast-import', '--quiet'], stream.join('\n'));
  const { branches, branchesSeen, branchesLeftOut } = await lookAt(repo);
  expect([branchesSeen, branchesLeftOut]).toEqual([200, 101]);
  expect(branches.map(({ name, conflicts }) => [name, conflicts.length])).toEqual([
    ['many/207', 1],
    ['many/107', 1],
  ]);
});
