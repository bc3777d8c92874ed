import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

test.skipIf(process.platform === 'win32')(
  'a pipe that nobody writes to is no task file, state or configuration',
  async () => {
    const { repo } = makeTeam({ 'src/a.ts': '1\n' });
    const pipe = join(makeFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const args of [
      ['plan', '--tasks', pipe],
      ['analyze', '--state', pipe],
      ['plan', '--config', pipe],
      ['status', '--config', pipe],
    ]) {
      const refused = await callProgram(repo.dir, args);
      expect({ args, code: refused.code }).toEqual({ args, code: 2 });
      expect(refused.stderr).toContain(pipe);
    }
  },
);

test('standard input that never ends: a signal ends the command', async () => {
  const { repo } = makeTeam({ 'src/a.ts': '1\n' });
  const child = spawn(process.execPath, [CLI, 'check', '--stdin'], {
    cwd: repo.dir,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await new Promise<void>((taken) => child.stdin.write('src/a.ts\0', () => taken()));
  // what is pressed before the program can hear ends it too, by the system
  child.kill('SIGTERM');
  const [code, signal] = await new Promise<readonly [number | null, string | null]>((done) =>
    child.on('close', (...end) => done(end)),
  );
  expect(code ?? signal).toBeOneOf([143, 'SIGTERM']);
  child.stdin.destroy();
});
