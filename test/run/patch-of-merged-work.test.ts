import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { makePatch } from '../../src/app/perform/ending/make-patch.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { gitPatches } from '../../src/git/work/mailbox.ts';
import { gitPublishing } from '../../src/git/work/publishing.ts';
import { makeTeam } from '../support/git-fixture.ts';

const message = (task: string): string => `${task}\n\nAgentic-Task: main-12345678/${task} c-123456789abc`;

async function patchesOf(dir: string) {
  const clone = await openClone(dir);
  const repository = clone.ok ? await openPrivateRepository(clone.value) : clone;
  if (!clone.ok || !repository.ok) throw new Error('not opened');
  return {
    publishing: gitPublishing(repository.value, clone.value),
    patches: gitPatches(repository.value),
  };
}

it('work that was merged side by side stands one after the other; what a merge made of it is one mail more', async () => {
  const { repo } = makeTeam({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  const base = repo.tip('main');
  const { git } = repo;
  git('checkout', '-qb', 'one');
  repo.commit({ 'a.txt': 'one\n' }, { message: message('one') });
  git('checkout', '-qb', 'two', base);
  repo.commit({ 'b.txt': 'two\n' }, { message: message('two') });
  git('checkout', '-q', 'one');
  git('merge', '-q', '-m', 'Merge', 'two');
  const tools = await patchesOf(repo.dir);
  expect((await makePatch(tools, { base, to: repo.tip('one') })).commits).toBe(2);

  git('checkout', '-q', 'two');
  repo.commit({ 'b.txt': 'a person\n' }, { message: 'Of nobody’s task' });
  git('checkout', '-q', 'one');
  git('merge', '-q', '-m', 'Merge', 'two');
  const to = repo.tip('one');
  const { bytes, commits } = await makePatch(tools, { base, to });
  expect(commits).toBe(3);
  git('checkout', '-q', '--detach', base);
  execFileSync('git', ['-C', repo.dir, 'am', '-q'], { input: bytes });
  expect(git('rev-parse', 'HEAD^{tree}')).toBe(git('rev-parse', `${to}^{tree}`));
  expect(git('log', '--format=%s', `${base}..HEAD`).split('\n').slice(1).sort()).toEqual(['one', 'two']);
});
