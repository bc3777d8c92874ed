import { beforeEach, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { runCli } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const node = (script: string): readonly string[] => ['--', process.execPath, '-e', script];

describe('claim … -- command', () => {
  let repo: GitFixture;
  let remote: GitFixture;

  beforeEach(() => {
    const team = makeTeam({ 'src/a.ts': '1\n' });
    repo = team.repo;
    remote = team.remote;
  });
  const locks = (): string => remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/locks');

  test('holds the claim while the command runs, says so in its environment, and gives it back', async () => {
    const look = `const { execFileSync: x } = require('node:child_process');
      const refs = x('git', ['-C', ${JSON.stringify(remote.dir)}, 'for-each-ref', '--format=%(refname)', 'refs/agentic/locks']);
      console.log(String(refs).trim(), process.env.AGENTIC_PATHS, /^c-/.test(process.env.AGENTIC_CLAIM));`;
    const done = await runCli(repo.dir, ['claim', 'src/a.ts', ...node(look)]);
    expect(done.code).toBe(0);
    expect(done.stdout).toBe('refs/agentic/locks/src/a.ts ["src/a.ts"] true\n');
    expect(locks()).toBe('');
  });

  test('passes the command’s own exit code on', async () => {
    expect((await runCli(repo.dir, ['claim', 'src', ...node('process.exit(7)')])).code).toBe(7);
    expect(locks()).toBe('');
  });

  test('row 58: a command that is not there is said, and nothing stays claimed', async () => {
    expect((await runCli(repo.dir, ['claim', 'src', '--', 'no-such-command-here'])).code).toBe(127);
    expect(locks()).toBe('');
  });

  test('a held path: the command is not started, and that can be told apart', async () => {
    await callProgram(repo.dir, ['claim', 'src'], { env: { AGENTIC_HOLDER: 'other' } });
    const refused = await runCli(repo.dir, [
      'claim',
      'src/a.ts',
      '--conflict-exit-code',
      '99',
      ...node('console.log("ran")'),
    ]);
    expect(refused.code).toBe(99);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toMatch(/the command was not started/);
  });

  test('a holder that was killed is evicted at once by whoever wants its path', async () => {
    const killItself = `process.kill(process.ppid, 'SIGKILL')`;
    await runCli(repo.dir, ['claim', 'src', ...node(killItself)]);
    expect(locks()).toBe('refs/agentic/locks/src');
    const next = await callProgram(repo.dir, ['claim', 'src/a.ts'], { env: { AGENTIC_HOLDER: 'next' } });
    expect(next).toMatchObject({ code: 0 });
    expect(locks()).toBe('refs/agentic/locks/src/a.ts');
  });

  test('the task of a holder that was killed is taken over in place, under a new claim id', async () => {
    const killItself = `process.kill(process.ppid, 'SIGKILL')`;
    await runCli(repo.dir, ['claim', 'src', '--task', 'fix', ...node(killItself)]);
    const before = remote.tip('refs/agentic/tasks/hand/fix');
    const next = await callProgram(repo.dir, ['claim', 'src', '--task', 'fix']);
    expect(next).toMatchObject({ code: 0 });
    expect(remote.tip('refs/agentic/tasks/hand/fix^')).toBe(before);
    expect(remote.tip('refs/agentic/locks/src')).toBe(remote.tip('refs/agentic/tasks/hand/fix'));
  });
});
