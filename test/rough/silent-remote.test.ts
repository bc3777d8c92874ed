import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLI } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { processesNaming, serveSilence } from '../support/silent-server.ts';

interface Started {
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** The program on a clone of its own whose remote is at this url. */
function start(url: string, ...args: string[]): Started {
  const { repo } = makeTeam({ 'src/a.ts': '1\n' });
  repo.git('remote', 'set-url', 'origin', url);
  const child = spawn(process.execPath, [CLI, ...args], { cwd: repo.dir, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return {
    signal: (signal) => void child.kill(signal),
    ended: new Promise((done) => child.on('close', (code) => done({ code, said }))),
  };
}

describe.runIf(process.platform === 'linux')('a remote that takes connections and never answers', () => {
  test('each signal ends a command long before its budget does, and neither leaves a git behind', async () => {
    await using server = await serveSilence();
    const url = `http://127.0.0.1:${server.port}/shop.git`;
    const order: string[] = [];
    const note = async (name: string, { ended }: Started) => {
      const end = await ended;
      order.push(name);
      return end;
    };
    const patient = start(url, 'check', 'src/a.ts');
    const whole = note('budget', patient);
    const signals = { SIGTERM: 143, SIGINT: 130, SIGHUP: 129 } as const;
    const commands = [start(url, 'claim', 'src'), start(url, 'status'), start(url, 'doctor')];
    await server.asked(4);
    const codes = Object.entries(signals).map(async ([signal], at) => {
      const command = commands[at];
      if (command === undefined) throw new Error('a command for each signal');
      command.signal(signal as NodeJS.Signals);
      return (await note('signal', command)).code;
    });
    expect(await Promise.all(codes)).toEqual(Object.values(signals));
    expect(await whole).toMatchObject({ code: 4, said: expect.stringContaining('did not answer in time') });
    expect(order).toEqual(['signal', 'signal', 'signal', 'budget']);
    expect(processesNaming(`127.0.0.1:${server.port}/`)).toEqual([]);
  });

  test('a wrapped command ends at a signal although its claim cannot be given back', async () => {
    const { repo, remote } = makeTeam({ 'src/a.ts': '1\n' });
    const long = `sleep 7${process.pid}`;
    const hook = join(remote.dir, 'hooks/pre-receive');
    const turn = `mkdir -p '${dirname(hook)}'; printf '#!/bin/sh\nexec ${long}\n' >'${hook}'; chmod +x '${hook}'; echo up; exec sleep 600`;
    const args = [CLI, 'claim', 'src', '--', 'sh', '-c', turn];
    const child = spawn(process.execPath, args, { cwd: repo.dir, stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((up) => child.stdout.once('data', up));
    child.kill('SIGTERM');
    expect(await new Promise((done) => child.on('close', done))).toBe(143);
    expect(processesNaming(long)).toEqual([]);
  });
});
