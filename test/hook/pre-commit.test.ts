import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { runCli } from '../support/cli.ts';
import { makeFolder, makeRepository, openFixture } from '../support/git-fixture.ts';
import { makeHookedTeam, putHook, runGit, untouchable } from '../support/hooked-team.ts';

const FILES = { 'src/a.txt': 'a\n', 'src/b.txt': 'b\n', 'c.txt': 'c\n' };
const TOLD =
  /the commit goes on; it changes files that others hold, as seen .* ago\n {2}● src\/a\.txt {3}claimed by ana/;

describe('hook pre-commit', () => {
  it('names who holds what is committed, and the commit goes on; nothing where nobody does', async () => {
    const { repo, remote, env, write } = await makeHookedTeam(FILES, 'src/a.txt');
    putHook(repo, 'pre-commit');
    rmSync(remote.dir, { recursive: true }); // nobody is asked
    write('c.txt', 'mine\n');
    expect(runGit(repo.dir, ['commit', '-q', '-am', 'one'], env)).toEqual({ status: 0, stderr: '' });
    write('src/a.txt', 'mine\n');
    expect(runGit(repo.dir, ['commit', '-q', '-am', 'two'], env)).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(TOLD),
    });
    expect(repo.git('log', '-1', '--format=%s')).toBe('two');
  });

  it('knows what this clone itself has claimed or given back since the last look', async () => {
    const { repo, env, write } = await makeHookedTeam(FILES, 'src/a.txt');
    putHook(repo, 'pre-commit');
    const byCleo = { env: { ...env, AGENTIC_HOLDER: 'cleo' } };
    await callProgram(repo.dir, ['claim', 'src/b.txt'], byCleo); // from the first claim on the clone looks by itself
    await callProgram(repo.dir, ['status'], byCleo);
    await callProgram(repo.dir, ['claim', 'c.txt'], byCleo);
    write('c.txt', 'mine\n');
    expect(runGit(repo.dir, ['commit', '-q', '-am', 'one'], env).stderr).toContain('c.txt   claimed by cleo');
    await callProgram(repo.dir, ['release', 'c.txt'], byCleo);
    write('c.txt', 'mine again\n');
    expect(runGit(repo.dir, ['commit', '-q', '-am', 'two'], env)).toEqual({ status: 0, stderr: '' });
  });

  it('--enforce stops the commit, and says how to go on; --no-verify does', async () => {
    const { repo, env, write } = await makeHookedTeam(FILES, 'src/a.txt');
    putHook(repo, 'pre-commit', '--enforce');
    write('src/a.txt', 'mine\n');
    const before = repo.tip('HEAD');
    const { status, stderr } = runGit(repo.dir, ['commit', '-q', '-am', 'one'], env);
    expect(status).toBe(1);
    expect(stderr).toContain('not committed');
    expect(stderr).toContain('--no-verify');
    expect(repo.tip('HEAD')).toBe(before);
    expect(runGit(repo.dir, ['commit', '-q', '--no-verify', '-am', 'one'], env).status).toBe(0);
  });

  it('stops an agent’s session where claims are enforced, without a word of a way around', async () => {
    const { repo, env, write } = await makeHookedTeam(FILES, 'src/a.txt');
    putHook(repo, 'pre-commit');
    write('src/a.txt', 'by a shell\n');
    const { AGENTIC_HOLDER: _, ...own } = env;
    const agent = { ...own, CLAUDE_CODE_SESSION_ID: '0f1e' };
    const { status, stderr } = runGit(repo.dir, ['commit', '-q', '-am', 'one'], agent);
    expect([status, stderr.includes('--no-verify')]).toEqual([1, false]);
    expect(stderr).toMatch(/not committed.*take these files out of the commit/s);
    write('.agentic-planrc.yaml', 'claims: { mode: warn }\n');
    expect(runGit(repo.dir, ['commit', '-q', '-am', 'one'], agent)).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(TOLD),
    });
  });

  it('looks at the index that is committed, not at the one that stays', async () => {
    const { repo, env, write } = await makeHookedTeam(FILES, 'src/a.txt');
    putHook(repo, 'pre-commit');
    write('src/a.txt', 'staged\n');
    repo.git('add', 'src/a.txt');
    write('c.txt', 'mine\n');
    // only c.txt goes into this commit
    expect(runGit(repo.dir, ['commit', '-q', '-m', 'one', '--', 'c.txt'], env).stderr).toBe('');
    // from a subfolder, by name
    const sub = path.join(repo.dir, 'src');
    expect(runGit(sub, ['commit', '-q', '-m', 'two', '--', 'a.txt'], env).stderr).toMatch(TOLD);
    // git rm, and a rename: both names count
    repo.git('mv', 'src/a.txt', 'moved.txt');
    expect(runGit(repo.dir, ['commit', '-q', '-m', 'three'], env).stderr).toMatch(TOLD);
  });

  it('leaves out one’s own claims, those given back, and the claim that the command runs under', async () => {
    const { repo, env, write } = await makeHookedTeam(FILES, 'c.txt');
    putHook(repo, 'pre-commit');
    expect((await callProgram(repo.dir, ['claim', 'src/a.txt'], { env })).code).toBe(0);
    await callProgram(repo.dir, ['status'], { env });
    write('src/a.txt', '1\n');
    expect(runGit(repo.dir, ['commit', '-q', '-am', 'own'], env).stderr).toBe('');
    await callProgram(repo.dir, ['release'], { env });
    write('src/a.txt', '2\n');
    expect(runGit(repo.dir, ['commit', '-q', '-am', 'given back'], env).stderr).toBe('');
    write('src/a.txt', '3\n');
    const words = [
      'claim',
      'src/a.txt',
      '--',
      'sh',
      '-c',
      `'${process.execPath}' "$0" status; git commit -am under`,
    ];
    const under = await runCli(repo.dir, [...words, (await import('../support/cli.ts')).CLI], { env });
    expect(under.stderr).not.toContain('that others hold');
    expect(repo.git('log', '-1', '--format=%s')).toBe('under');
  });

  it('row 82: index, configuration and variables of git stay as they are', async () => {
    const { repo, other, env, write } = await makeHookedTeam(FILES, 'src/a.txt');
    write('src/a.txt', 'mine\n');
    repo.git('add', '.');
    const before = untouchable(repo);
    const gits = {
      GIT_DIR: path.join(repo.dir, '.git'),
      GIT_WORK_TREE: other.dir,
      GIT_INDEX_FILE: '.git/index',
      GIT_PREFIX: 'src/',
      HOME: '',
    };
    const found = await runCli(repo.dir, ['hook', 'pre-commit'], { env: { ...env, ...gits } });
    expect(found).toMatchObject({ code: 0, stdout: '', stderr: expect.stringMatching(TOLD) });
    expect(untouchable(repo)).toEqual(before);
  });

  it('is silent for a first commit, an empty one, and where nothing was ever seen', async () => {
    const repo = makeRepository();
    putHook(repo, 'pre-commit', '--enforce');
    repo.git('config', 'user.name', 'Test');
    repo.git('config', 'user.email', 'test@example.invalid');
    const commit = (...words: string[]) =>
      runGit(repo.dir, ['commit', '-q', '--allow-empty', ...words], { XDG_CACHE_HOME: makeFolder() });
    expect(commit('-m', 'first')).toEqual({ status: 0, stderr: '' });
    expect(commit('-m', 'empty')).toEqual({ status: 0, stderr: '' });
    expect(commit('--amend', '-m', 'amended')).toEqual({ status: 0, stderr: '' });
  });

  it('works in a linked worktree and in a submodule; without git, or outside, the commit goes on', async () => {
    const { repo, env } = await makeHookedTeam(FILES, 'src/a.txt');
    putHook(repo, 'pre-commit');
    const tree = openFixture(path.join(makeFolder(), 'tree'));
    repo.git('worktree', 'add', '-q', '-b', 'second', tree.dir, 'main');
    (await import('node:fs')).writeFileSync(path.join(tree.dir, 'src/a.txt'), 'mine\n');
    expect(runGit(tree.dir, ['commit', '-q', '-am', 'in a worktree'], env).stderr).toMatch(TOLD);
    const outer = makeRepository();
    outer.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      repo.git('remote', 'get-url', 'origin'),
      'sub',
    );
    const sub = openFixture(path.join(outer.dir, 'sub'));
    putHook(sub, 'pre-commit');
    await callProgram(sub.dir, ['status'], { env });
    (await import('node:fs')).writeFileSync(path.join(sub.dir, 'src/a.txt'), 'mine\n');
    expect(runGit(sub.dir, ['commit', '-q', '-am', 'in a submodule'], env).stderr).toMatch(TOLD);
    for (const [cwd, PATH] of [
      [makeFolder(), process.env['PATH'] ?? ''],
      [repo.dir, '/nonexistent'],
    ] as const)
      expect(await runCli(cwd, ['hook', 'pre-commit', '--enforce'], { env: { ...env, PATH } })).toMatchObject(
        {
          code: 0,
          stdout: '',
          stderr: expect.stringMatching(/^agentic-plan: no look at this commit: [^\n]+\n$/),
        },
      );
  });
});
