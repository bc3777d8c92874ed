import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, runCli } from '../support/cli.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';

const ZERO = '0'.repeat(40);
const FILES = { 'src/users.ts': 'one\n', 'src/session.ts': 'one\n' };

/** Two clones of one remote; ours has a branch with a commit that is not pushed yet. */
function makeTwo() {
  const { repo, remote } = makeTeam(FILES);
  const other = remote.clone();
  repo.git('checkout', '-q', '-b', 'feature');
  const head = repo.commit({ 'src/users.ts': 'ours\n' });
  return { repo, remote, other, head };
}

const callHook = (cwd: string, input: string, env: Readonly<Record<string, string>> = {}) =>
  runCli(cwd, ['hook', 'pre-push', 'origin', 'url'], { input, env });
const lineOf = (head: string): string => `refs/heads/feature ${head} refs/heads/feature ${ZERO}\n`;
const bytesOf = (repo: GitFixture) =>
  ['index', 'config'].map((name) => readFileSync(path.join(repo.dir, '.git', name)).toString('base64'));

describe('hook pre-push', () => {
  it('says nothing where nobody else is on the files', async () => {
    const { repo, head } = makeTwo();
    expect(await callHook(repo.dir, lineOf(head))).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('names a claim of somebody else and a branch that will conflict; the push goes on', async () => {
    const { repo, remote, other } = makeTwo();
    other.git('checkout', '-q', '-b', 'theirs');
    other.commit({ 'src/users.ts': 'theirs\n' });
    other.git('push', '-q', 'origin', 'theirs');
    repo.git('fetch', '-q', 'origin');
    const claim = await callProgram(other.dir, ['claim', 'src', '--task', 'tidy up'], {
      env: { AGENTIC_HOLDER: 'ana' },
    });
    expect(claim.stderr).toBe('');

    // As people have it: a hook of git's own, with what git sets for it.
    const hooks = path.join(makeFolder(), 'hooks');
    mkdirSync(hooks);
    const script = `#!/bin/sh\nexec '${process.execPath}' '${CLI}' hook pre-push "$@"\n`;
    writeFileSync(path.join(hooks, 'pre-push'), script);
    chmodSync(path.join(hooks, 'pre-push'), 0o755);
    repo.git('config', 'core.hooksPath', hooks);
    const push = spawnSync('git', ['push', '-q', 'origin', 'feature'], { cwd: repo.dir, encoding: 'utf8' });
    expect(push.stderr).toContain('the push goes on');
    expect(push.stderr).toContain('conflicts with origin/theirs');
    expect(push.stderr).toMatch(/src\/users\.ts .*claimed by .*"tidy up"/);
    expect(push.status).toBe(0);
    expect(remote.git('rev-parse', 'feature')).toBe(repo.tip('feature'));
  });

  it('does not name the pusher’s own claim', async () => {
    const { repo, head } = makeTwo();
    const env = { AGENTIC_HOLDER: 'me' };
    expect((await callProgram(repo.dir, ['claim', 'src/users.ts'], { env })).code).toBe(0);
    expect(await callHook(repo.dir, lineOf(head), env)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('row 82: git’s variables for hooks, a subfolder, no HOME: index and configuration stay as they are', async () => {
    const { repo, head, other } = makeTwo();
    await callProgram(other.dir, ['claim', 'src/users.ts'], { env: { AGENTIC_HOLDER: 'ana' } });
    const before = bytesOf(repo);
    const env = {
      GIT_DIR: path.join(repo.dir, '.git'),
      GIT_WORK_TREE: other.dir,
      GIT_INDEX_FILE: path.join(repo.dir, '.git', 'index'),
      GIT_PREFIX: 'src/',
      HOME: '',
    };
    const found = await callHook(path.join(repo.dir, 'src'), lineOf(head), env);
    expect(found.code).toBe(0);
    expect(found.stderr).toContain('claimed by');
    expect(bytesOf(repo)).toEqual(before);
  });

  it.each([
    ['no git on PATH', { PATH: '/nonexistent' }],
    ['a remote that does not answer', { GIT_SSH_COMMAND: 'sleep 5 #' }],
  ])('row 82: with %s the push goes on, with one line', async (_what, env) => {
    const { repo, head } = makeTwo();
    repo.git('remote', 'set-url', 'origin', 'ssh://git@localhost/shop.git');
    const { code, stdout, stderr } = await callHook(repo.dir, lineOf(head), env);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^agentic-plan: [^\n]+\n$/);
  });

  it('is open outside a repository, for a broken configuration, and for a name that is no hook', async () => {
    const { repo, head } = makeTwo();
    expect(await callHook(makeFolder(), lineOf(head))).toMatchObject({ code: 0, stdout: '' });
    writeFileSync(path.join(repo.dir, '.agentic-planrc.yaml'), 'limits: [');
    const broken = await callHook(repo.dir, lineOf(head));
    expect(broken).toMatchObject({ code: 0, stdout: '' });
    expect(broken.stderr).toMatch(/^agentic-plan: no look at this push: [^\n]+\n$/);
    expect(await runCli(repo.dir, ['hook', 'nonsense'])).toMatchObject({ code: 0, stdout: '' });
  });

  it('works in a linked worktree', async () => {
    const { repo, other } = makeTwo();
    await callProgram(other.dir, ['claim', 'src/session.ts'], { env: { AGENTIC_HOLDER: 'ana' } });
    const tree = path.join(makeFolder(), 'tree');
    repo.git('worktree', 'add', '-q', '-b', 'second', tree, 'main');
    writeFileSync(path.join(tree, 'src/session.ts'), 'two\n');
    execFileSync('git', ['commit', '-q', '-a', '-m', 'two'], { cwd: tree });
    const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: tree, encoding: 'utf8' }).trim();
    expect((await callHook(tree, lineOf(head))).stderr).toContain('claimed by');
  });
});
