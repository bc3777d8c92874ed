import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { runCli } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';

const byBo = { env: { AGENTIC_HOLDER: 'bo' } };

/** A command that has somebody end its own claim by force, and goes on until it has been told, or for a while. */
const endOwnClaim = (cli: string): string => `
  const { spawnSync } = require('node:child_process');
  const env = { ...process.env, AGENTIC_HOLDER: 'bo', AGENTIC_DIR: '', AGENTIC_CLAIM: '' };
  spawnSync(process.execPath, [${JSON.stringify(cli)}, 'release', process.env.AGENTIC_CLAIM, '--force'], { env });
  spawnSync(process.execPath, [${JSON.stringify(cli)}, 'claim', 'src/a.ts', '--agent', 'codex'], { env });`;

test('a command whose claim was ended by force is told by whom, ends by itself, and its exit code is 3', async () => {
  const { repo } = makeTeam({ 'src/a.ts': '1\n' });
  const { CLI } = await import('../support/cli.ts');
  const script = `${endOwnClaim(CLI)} console.log('worked to the end')`;
  const done = await runCli(repo.dir, ['claim', 'src/a.ts', '--', process.execPath, '-e', script]);
  expect(done).toMatchObject({ code: 3, stdout: 'worked to the end\n' });
  expect(done.stderr).toMatch(/is no longer yours: Test, main ended it \(released by a person\)/);
  expect(done.stderr).toMatch(/src\/a\.ts is now held by codex \(Test, main\)/);
});

test('it is told while the command still runs', async () => {
  const { repo } = makeTeam({ 'src/a.ts': '1\n' });
  const { CLI } = await import('../support/cli.ts');
  const heard = `require('node:fs').existsSync(process.env.AGENTIC_DIR + '/notices.jsonl')`;
  const script = `${endOwnClaim(CLI)}
    const wait = setInterval(() => { if (${heard}) { clearInterval(wait); console.log('heard'); } }, 100);`;
  const done = await runCli(repo.dir, ['claim', 'src/a.ts', '--quiet', '--', process.execPath, '-e', script]);
  expect(done).toMatchObject({ code: 3, stdout: 'heard\n' });
  expect(done.stderr).toMatch(/is no longer yours/);
});

test('what is claimed again after that is what is asked for now, and the rest is said to be gone', async () => {
  const { repo } = makeTeam({ 'src/a.ts': '1\n', 'src/b.ts': '2\n' });
  const claim = (...paths: string[]) => callProgram(repo.dir, ['claim', ...paths, '--json']);
  await claim('src/a.ts');
  const wide = JSON.parse((await claim('src/b.ts')).stdout);
  expect(wide).toMatchObject({ how: 'widened', claim: { paths: ['src/a.ts', 'src/b.ts'] } });
  await callProgram(repo.dir, ['release', wide.claim.id, '--force'], byBo);
  const again = await callProgram(repo.dir, ['claim', 'src/b.ts']);
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toMatch(/^claimed: src\/b\.ts\n/);
  expect(again.stdout).toMatch(/had ended: Test, main ended it .*; no longer yours: src\/a\.ts/);
  const seen = JSON.parse((await callProgram(repo.dir, ['status', '--json'])).stdout);
  expect(seen.claims).toMatchObject([{ paths: ['src/b.ts'], mine: true }]);
});
