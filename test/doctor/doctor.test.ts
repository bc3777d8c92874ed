import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { stateCommit } from '../../src/core/claim/state-commit.ts';
import type { Oid } from '../../src/core/model/ids.ts';
import { callProgram } from '../support/call-program.ts';
import { endedRecord } from '../support/claim-records.ts';
import { CLI as CLI_PATH, parseJson, runCli } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const DAY_MS = 24 * 3600 * 1000;

describe('doctor', () => {
  let repo: GitFixture;
  let remote: GitFixture;

  beforeEach(() => {
    const team = makeTeam({ 'src/a.ts': '1\n', 'src/b.ts': '2\n' });
    repo = team.repo;
    remote = team.remote;
  });
  const refs = (): string[] =>
    remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic').split('\n').filter(Boolean);
  /** A task ref as a session of another machine left it. */
  const plantTask = (run: string, task: string, ageMs: number): Oid => {
    const record = endedRecord({ run, task, at: Date.now() - ageMs });
    const { bytes } = stateCommit(record, null, 'sha1');
    const text = Buffer.from(bytes);
    const oid = remote.gitBytes(['hash-object', '-w', '-t', 'commit', '--stdin'], text).toString().trim();
    remote.git('update-ref', `refs/agentic/tasks/${run}/${task}`, oid);
    return oid as Oid;
  };

  test('a sound table: nothing to put right, nothing changed', async () => {
    await callProgram(repo.dir, ['claim', 'src/a.ts']);
    const before = refs();
    const seen = await callProgram(repo.dir, ['doctor']);
    expect(seen).toMatchObject({ code: 0, stderr: '' });
    expect(seen.stdout).toMatch(/pushes a claim to refs\/agentic\/ and takes it back/);
    expect(seen.stdout).toMatch(/1 claim, 1 lock,/);
    expect(seen.stdout).toMatch(/nothing to put right/);
    expect(refs()).toEqual(before);
  });

  test('litter is named, and removed by --fix; a live claim stays as it is', async () => {
    await callProgram(repo.dir, ['claim', 'src/a.ts'], { env: { AGENTIC_HOLDER: 'one' } });
    const anchor = remote.git('rev-parse', 'refs/agentic/locks/src/a.ts');
    await callProgram(repo.dir, ['release'], { env: { AGENTIC_HOLDER: 'one' } });
    remote.git('update-ref', 'refs/agentic/locks/src/a.ts', anchor); // as if its deletion had been lost
    await callProgram(repo.dir, ['claim', 'src/b.ts'], { env: { AGENTIC_HOLDER: 'two' } });
    const live = remote.git('for-each-ref', 'refs/agentic/locks/src/b.ts');
    const seen = parseJson(await callProgram(repo.dir, ['doctor', '--json']));
    expect(seen).toMatchObject({ outcome: 'findings', changed: false, pushes: 3 });
    expect(seen['problems']).toMatchObject([
      { code: 'litter-locks', remedy: expect.stringMatching(/--fix/) },
    ]);
    const fixed = parseJson(await callProgram(repo.dir, ['doctor', '--fix', '--json']));
    expect(fixed).toMatchObject({
      outcome: 'sound',
      changed: true,
      fixed: { 'litter-locks': 1 },
      may_push: true,
    });
    expect(remote.git('for-each-ref', 'refs/agentic/locks')).toBe(live);
    expect(refs().filter((ref) => ref.includes('probe'))).toEqual([]);
  });

  test('the claim of a killed holder is ended by --fix', async () => {
    const kill = ['--', process.execPath, '-e', "process.kill(process.ppid, 'SIGKILL')"];
    await runCli(repo.dir, ['claim', 'src', ...kill]);
    expect((await callProgram(repo.dir, ['doctor'])).stdout).toMatch(/1 claims whose lease is over/);
    expect((await callProgram(repo.dir, ['doctor', '--fix'])).code).toBe(0);
    expect(refs().filter((ref) => ref.includes('locks'))).toEqual([]);
  });

  test('task refs go a day after their run was over, by clocks that may be two days apart; a claim by hand is a run of its own', async () => {
    plantTask('hand', 'old', 3.1 * DAY_MS);
    plantTask('hand', 'new', 2.9 * DAY_MS);
    plantTask('main-12345678', 'old', 3.1 * DAY_MS);
    plantTask('main-12345678', 'new', 2.9 * DAY_MS);
    plantTask('main-aaaaaaaa', 'a', 3.1 * DAY_MS);
    plantTask('main-aaaaaaaa', 'b', 5 * DAY_MS);
    remote.git('update-ref', 'refs/agentic/tasks/main-bbbbbbbb/strange', 'main');
    plantTask('main-bbbbbbbb', 'a', 9 * DAY_MS);
    const done = await callProgram(repo.dir, ['doctor', '--fix']);
    expect(done.stdout).toMatch(/✓ 3 old task refs deleted/);
    expect(done.stdout).toMatch(/1 task refs that cannot be read/);
    expect(refs()).toEqual([
      'refs/agentic/tasks/hand/new',
      'refs/agentic/tasks/main-12345678/new',
      'refs/agentic/tasks/main-12345678/old',
      'refs/agentic/tasks/main-bbbbbbbb/a',
      'refs/agentic/tasks/main-bbbbbbbb/strange',
    ]);
  });

  test('row 48: lock files that a killed server left are named', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(remote.dir, 'packed-refs.lock'), '');
    const refused = await callProgram(repo.dir, ['doctor', '--fix']);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(/the server keeps lock files of a killed process: .*packed-refs\.lock/);
  });

  test('--purge gives back, removes, and the next command makes anew', async () => {
    await callProgram(repo.dir, ['claim', 'src/a.ts'], { env: { AGENTIC_HOLDER: 'one' } });
    await callProgram(repo.dir, ['claim', 'src/b.ts']);
    const gitDir = join(repo.dir, '.git');
    const purged = await callProgram(repo.dir, ['doctor', '--purge']);
    expect(purged.code).toBe(0);
    expect(purged.stdout).toMatch(/released: src\/a\.ts/);
    expect(purged.stdout).toMatch(/released: src\/b\.ts/);
    expect(purged.stdout).toMatch(/removed: .*agentic\.git\n/);
    expect(readdirSync(gitDir).filter((name) => name.startsWith('agentic'))).toEqual([]);
    expect(refs().filter((ref) => ref.includes('locks'))).toEqual([]);
    expect((await callProgram(repo.dir, ['claim', 'src/a.ts'])).code).toBe(0);
    expect(existsSync(join(gitDir, 'agentic.git', 'HEAD'))).toBe(true);
  });

  test('--purge is refused while a command of this clone holds a claim', async () => {
    const inner = `const { spawnSync: run } = require('node:child_process');
      const env = { ...process.env, AGENTIC_HOLDER: 'person' };
      const done = run(process.execPath, [${JSON.stringify(CLI_PATH)}, 'doctor', '--purge'], { env, encoding: 'utf8' });
      console.log(done.status, done.stderr.split('\\n')[0]);`;
    const held = await runCli(repo.dir, ['claim', 'src', '--', process.execPath, '-e', inner]);
    expect(held.stdout).toMatch(/^3 commands of this clone are still at work: .+, main, process \d+\n/);
    expect((await callProgram(repo.dir, ['doctor', '--purge'])).code).toBe(0);
  });

  test('--purge leaves unpublished work, unless it is forced', async () => {
    await callProgram(repo.dir, ['claim', 'src']);
    const ours = join(repo.dir, '.git', 'agentic.git');
    repo.git('--git-dir', ours, 'update-ref', 'refs/kept/run/task', repo.tip('HEAD'));
    const refused = await callProgram(repo.dir, ['doctor', '--purge']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/unpublished work is kept in .*refs\/kept\/run\/task/);
    expect((await callProgram(repo.dir, ['doctor', '--purge', '--force'])).code).toBe(0);
    expect(existsSync(ours)).toBe(false);
  });
});
