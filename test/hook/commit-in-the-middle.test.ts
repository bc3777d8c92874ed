import { expect, it } from 'vitest';
import { makeHookedTeam, putHook, runGit } from '../support/hooked-team.ts';

const FILES = { 'src/a.txt': 'a\n', 'b.txt': 'b\n' };
const TOLD = 'that others hold';

/** Ours and `origin/main` have both changed b.txt; src/a.txt, which ana holds, was changed there alone. */
async function diverge() {
  const made = await makeHookedTeam(FILES, 'src/a.txt');
  const { repo, remote } = made;
  putHook(repo, 'pre-commit', '--enforce');
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'b.txt': 'ours\n' });
  remote.commit({ 'src/a.txt': 'theirs\n', 'b.txt': 'theirs\n' });
  repo.git('fetch', '-q', 'origin');
  return made;
}

it('a merge that is concluded by hand: what came with it is not this commit’s change; what was changed on top is', async () => {
  const { repo, env, write } = await diverge();
  expect(runGit(repo.dir, ['merge', '-q', 'origin/main'], env).status).toBe(1);
  write('b.txt', 'both\n');
  repo.git('add', 'b.txt');
  expect(runGit(repo.dir, ['commit', '-q', '--no-edit'], env)).toMatchObject({ status: 0 });
  repo.git('reset', '-q', '--hard', 'HEAD~1');
  runGit(repo.dir, ['merge', '-q', 'origin/main'], env);
  write('b.txt', 'both\n');
  write('src/a.txt', 'mine, too\n');
  repo.git('add', '.');
  const { status, stderr } = runGit(repo.dir, ['commit', '-q', '--no-edit'], env);
  expect([status, stderr]).toEqual([1, expect.stringContaining(TOLD)]);
  expect(repo.git('status')).toContain('All conflicts fixed but you are still merging');
});

it('a rebase and a cherry-pick that stopped go on: their commits are looked at like any other', async () => {
  const { repo, env, write } = await diverge();
  expect(runGit(repo.dir, ['rebase', '-q', 'origin/main'], env).status).toBe(1);
  write('b.txt', 'both\n');
  repo.git('add', 'b.txt');
  const edit = { ...env, GIT_EDITOR: 'true' };
  expect(runGit(repo.dir, ['rebase', '--continue'], edit)).toMatchObject({ status: 0 });
  repo.git('checkout', '-q', '-b', 'third', 'origin/main~1');
  repo.commit({ 'b.txt': 'third\n' });
  expect(runGit(repo.dir, ['cherry-pick', 'origin/main'], edit).status).toBe(1);
  write('b.txt', 'both\n');
  repo.git('add', 'b.txt');
  const picked = runGit(repo.dir, ['cherry-pick', '--continue'], edit);
  expect([picked.status === 0, picked.stderr]).toEqual([false, expect.stringContaining(TOLD)]);
  expect(runGit(repo.dir, ['cherry-pick', '--abort'], env).status).toBe(0);
});
