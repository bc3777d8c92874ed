import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeHookedTeam, putHook, runGit, untouchable } from '../support/hooked-team.ts';

const FILES = { 'src/a.txt': 'a\n', 'src/b.txt': 'b\n', 'c.txt': 'c\n' };

/** A clone whose holder has `src`, on a branch, while `main` has moved on at the remote. */
async function makeMoved() {
  const made = await makeHookedTeam(FILES, 'c.txt');
  const { repo, remote, env } = made;
  expect((await callProgram(repo.dir, ['claim', 'src', '--task', 'mine'], { env })).code).toBe(0);
  for (const name of ['post-merge', 'post-checkout']) putHook(repo, name);
  repo.git('-c', 'core.hooksPath=/dev/null', 'checkout', '-q', '-b', 'feature');
  repo.commit({ 'src/b.txt': 'mine\n' });
  remote.commit({ 'src/a.txt': 'theirs\n', 'c.txt': 'theirs\n' });
  repo.git('fetch', '-q', 'origin');
  return made;
}

const TOLD = (by: string): RegExp =>
  new RegExp(
    `this ${by} changed files that you hold; .*\n {2}↓ src/a.txt {3}your claim c-[0-9a-f]{12} for mine\n`,
  );

describe('hooks after a move', () => {
  it('post-merge names what it brought into files that one holds, and nothing else', async () => {
    const { repo, env } = await makeMoved();
    const merged = runGit(repo.dir, ['merge', '-q', '--no-edit', 'origin/main'], env);
    expect(merged).toMatchObject({ status: 0, stderr: expect.stringMatching(TOLD('merge')) });
    expect(merged.stderr).not.toMatch(/b\.txt|c\.txt/);
  });

  it('post-merge looks into the index after --squash', async () => {
    const { repo, env } = await makeMoved();
    const { stderr } = runGit(repo.dir, ['merge', '-q', '--squash', 'origin/main'], env);
    expect(stderr).toMatch(TOLD('merge'));
  });

  it('post-checkout names what the other branch changed, and not what is only left behind', async () => {
    const { repo, env } = await makeMoved();
    const there = runGit(repo.dir, ['checkout', '-q', '--detach', 'origin/main'], env);
    expect(there).toMatchObject({ status: 0, stderr: expect.stringMatching(TOLD('checkout')) });
    expect(there.stderr).not.toMatch(/b\.txt|c\.txt/);
    // src/b.txt differs, and is one's own
    expect(runGit(repo.dir, ['checkout', '-q', 'main'], env).stderr).toBe('');
  });

  it('tells once where a rebase begins, and is silent for restored files, new branches and worktrees', async () => {
    const { repo, env } = await makeMoved();
    for (const words of [
      ['checkout', '-q', 'HEAD~1', '--', 'src/b.txt'],
      ['checkout', '-q', 'HEAD', '--', 'src/b.txt'],
      ['checkout', '-q', '-b', 'third'],
      ['worktree', 'add', '-q', '-b', 'fourth', `${repo.dir}-tree`, 'origin/main'],
    ])
      expect([words.join(' '), runGit(repo.dir, words, env)]).toEqual([
        words.join(' '),
        { status: 0, stderr: '' },
      ]);
    const { status, stderr } = runGit(repo.dir, ['rebase', '-q', 'origin/main'], env);
    expect(status).toBe(0);
    expect(stderr.match(/that you hold/g)).toHaveLength(1);
  });

  it('row 82: changes neither index nor configuration, and never the exit code', async () => {
    const { repo, env } = await makeMoved();
    const before = untouchable(repo);
    const [from, to] = [repo.tip('HEAD'), repo.tip('origin/main')];
    for (const args of [
      ['post-checkout', '--enforce', '--', from, to, '1'],
      ['post-checkout', from, 'f'.repeat(40), '1'],
      ['post-merge', '0'],
      ['post-merge'],
    ])
      expect((await callProgram(repo.dir, ['hook', ...args], { env })).code).toBe(0);
    expect(untouchable(repo)).toEqual(before);
  });
});
