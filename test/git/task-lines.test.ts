import { expect, test } from 'vitest';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { gitPublishing } from '../../src/git/work/publishing.ts';
import { makeTeam } from '../support/git-fixture.ts';

const line = (task: string): string => `Agentic-Task: main-12345678/${task} c-0123456789ab`;

async function open() {
  const { repo } = makeTeam({ 'a.txt': 'a\n' });
  const clone = await openClone(repo.dir);
  const repository = clone.ok ? await openPrivateRepository(clone.value) : clone;
  if (!clone.ok || !repository.ok) throw new Error('no repository');
  return { repo, publishing: gitPublishing(repository.value, clone.value) };
}

test('lines of tasks are found in the middle of messages, the newest first, and not in what is left out', async () => {
  const { repo, publishing } = await open();
  const base = repo.tip('HEAD');
  const old = repo.commit({ 'a.txt': '1\n' }, { message: `Work\n\n${line('old')}\n` });
  const squash = repo.commit(
    { 'b.txt': '1\n' },
    {
      message: `All (#7)\n\n* One\n\n  ${line('one')}\n\n* Ünø\n\n${line('two')}\n\nCo-authored-by: A <a@b>\n`,
    },
  );
  const tips = [repo.tip('HEAD')];
  const all = await publishing.readTaskLines({ tips, most: 100 });
  expect(all.lines.map(({ task, commit }) => [task, commit])).toEqual([
    ['one', squash],
    ['two', squash],
    ['old', old],
  ]);
  expect([...all.commits]).toEqual([squash, old, base]);
  expect((await publishing.readTaskLines({ tips, without: [old], most: 100 })).lines).toHaveLength(2);
  expect((await publishing.readTaskLines({ tips, most: 1 })).commits).toEqual(new Set([squash]));
});

test('a commit is asked for what it changed, a merge for what it brought, the first one for all it has', async () => {
  const { repo, publishing } = await open();
  const first = repo.tip('HEAD');
  repo.git('checkout', '-q', '-b', 'side');
  const side = repo.commit({ 'side/ä\n.txt': 'x' });
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'main.txt': 'x' });
  repo.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'merge', '-q', '--no-edit', 'side');
  const merge = repo.tip('HEAD');
  expect(await publishing.changedBy([merge, side, first])).toEqual(
    new Map([
      [merge, ['side/ä\n.txt']],
      [side, ['side/ä\n.txt']],
      [first, ['a.txt']],
    ]),
  );
  expect(await publishing.changedBy([])).toEqual(new Map());
});
