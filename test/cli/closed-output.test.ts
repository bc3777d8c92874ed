import { spawn } from 'node:child_process';
import { existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLI } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const FULL = '/dev/full';

/** Runs the program with readers that go away at once, or with a full disk behind stdout. */
function runUnread(
  repo: GitFixture,
  args: readonly string[],
  full = false,
): Promise<[number | null, string]> {
  return new Promise((resolve, reject) => {
    const stdout = full ? openSync(FULL, 'w') : 'pipe';
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: repo.dir,
      stdio: ['ignore', stdout, 'pipe'],
    });
    let stderr = '';
    if (full) child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    else for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    child.on('error', reject);
    child.on('close', (code) => resolve([code, stderr]));
  });
}

function teamWithAgent(): ReturnType<typeof makeTeam> {
  const team = makeTeam({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  const { dir } = team.repo;
  const script = "const fs = require('fs'); fs.appendFileSync(process.env.AGENTIC_TASK + '.txt', 'more\\n')";
  writeFileSync(join(dir, 'agent.cjs'), script);
  const command = JSON.stringify([process.execPath, join(dir, 'agent.cjs')]);
  writeFileSync(join(dir, '.agentic-planrc.yaml'), `agents: {bot: {command: ${command}}}\n`);
  const tasks = ['a', 'b'].map((id) => ` - {id: ${id}, title: more, writes: [${id}.txt]}\n`);
  writeFileSync(join(dir, 'tasks.yaml'), `tasks:\n${tasks.join('')}`);
  return team;
}

describe('nobody reads what the program says', () => {
  test('a run goes on to its end, and leaves no lock', async () => {
    const { repo, remote } = teamWithAgent();
    expect(await runUnread(repo, ['run', '--tasks', 'tasks.yaml'])).toEqual([0, '']);
    const refs = remote.git('for-each-ref', '--format=%(refname)');
    expect(refs).toContain('refs/heads/agentic/main');
    expect(refs).not.toContain('refs/agentic/locks');
  });

  test.each([['plan'], ['plan', '--json'], ['claim', 'a.txt'], ['status'], ['--help'], ['--version']])(
    '%s %s ends with 0: its work is done',
    async (...args) => {
      expect(await runUnread(teamWithAgent().repo, args.filter(Boolean))).toEqual([0, '']);
    },
  );

  test('`status --watch` has nobody left to show anything to, and ends', async () => {
    expect(await runUnread(teamWithAgent().repo, ['status', '--watch'])).toEqual([0, '']);
  });

  test('a wrapped command runs on, and its exit code counts', async () => {
    const { repo, remote } = teamWithAgent();
    const command = ['--', process.execPath, '-e', 'process.exit(7)'];
    expect(await runUnread(repo, ['claim', 'a.txt', ...command])).toEqual([7, '']);
    expect(remote.git('for-each-ref', '--format=%(refname)')).not.toContain('refs/agentic/locks');
  });

  test.skipIf(!existsSync(FULL))('results on a full disk: exit code 4 and a sentence', async () => {
    for (const args of [['plan', '--json'], ['claim', 'a.txt'], ['--help'], ['--version']]) {
      const [code, stderr] = await runUnread(teamWithAgent().repo, args, true);
      expect(code).toBe(4);
      expect(stderr).toContain('the output could not be written: no space is left there');
    }
  });
});
