import { expect, it } from 'vitest';
import { makeHookedTeam, putHook, runGit } from '../support/hooked-team.ts';

const FILES = { 'src/a.txt': 'a\n', 'c.txt': 'c\n' };

it('hook pre-push --enforce stops a push of what others hold, and says how to go on', async () => {
  const { repo, remote, env } = await makeHookedTeam(FILES, 'src/a.txt');
  putHook(repo, 'pre-push', '--enforce');
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'c.txt': 'mine\n' });
  expect(runGit(repo.dir, ['push', '-q', 'origin', 'feature'], env)).toMatchObject({ status: 0 });
  const pushed = repo.tip('feature');
  repo.commit({ 'src/a.txt': 'mine\n' });
  const { status, stderr } = runGit(repo.dir, ['push', '-q', 'origin', 'feature'], env);
  expect(status).not.toBe(0);
  expect(stderr).toContain('not pushed: it changes files that others hold');
  expect(stderr).toMatch(/src\/a\.txt .*claimed by ana/);
  expect(remote.tip('feature')).toBe(pushed);
  expect(runGit(repo.dir, ['push', '-q', '--no-verify', 'origin', 'feature'], env).status).toBe(0);
});

it('where nobody could look it does not stop the push', async () => {
  const { repo, env } = await makeHookedTeam(FILES, 'src/a.txt');
  putHook(repo, 'pre-push', '--enforce');
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'src/a.txt': 'mine\n' });
  (await import('node:fs')).writeFileSync(`${repo.dir}/.agentic-planrc.yaml`, 'limits: [');
  const { status, stderr } = runGit(repo.dir, ['push', '-q', 'origin', 'feature'], env);
  expect(status).toBe(0);
  expect(stderr).toMatch(/^agentic-plan: no look at this push: [^\n]+$/m);
});

it('a conflict with another branch is told, and stops nothing', async () => {
  const { repo, other, env } = await makeHookedTeam(FILES, 'src/a.txt');
  other.git('checkout', '-q', '-b', 'theirs');
  other.commit({ 'c.txt': 'theirs\n' });
  other.git('push', '-q', 'origin', 'theirs');
  repo.git('fetch', '-q', 'origin');
  putHook(repo, 'pre-push', '--enforce');
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'c.txt': 'mine\n' });
  const { status, stderr } = runGit(repo.dir, ['push', '-q', 'origin', 'feature'], env);
  expect(status).toBe(0);
  expect(stderr).toContain('conflicts with origin/theirs');
});
