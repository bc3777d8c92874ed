import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isKnownDead, processHolder } from '../../src/process/holder/choose-holder.ts';
import { thisProcess } from '../../src/process/holder/process-identity.ts';
import { wrappedMark } from '../../src/process/start/process-group.ts';
import { runWrapped } from '../../src/process/start/run-wrapped.ts';
import { isAlive, waitFor } from '../run/cli-run.ts';
import { makeFolder } from '../support/git-fixture.ts';

describe('a command under a claim', () => {
  const tell = (file: string): readonly string[] => [
    process.execPath,
    '-e',
    `require('node:fs').writeFileSync(${JSON.stringify(file)}, process.env.AGENTIC_WRAPPER)`,
  ];

  it('is not started when Ctrl-C was pressed while the claim was on its way; else it bears its wrapper’s mark', async () => {
    const folder = makeFolder();
    const file = join(folder, 'started');
    const call = { argv: tell(file), cwd: folder, env: {} };
    expect(await runWrapped({ ...call, signal: AbortSignal.abort() })).toBe(130);
    expect(existsSync(file)).toBe(false);
    expect(await runWrapped({ ...call, signal: new AbortController().signal })).toBe(0);
    expect(`AGENTIC_WRAPPER=${readFileSync(file, 'utf8')}`).toBe(wrappedMark(await thisProcess()));
  });

  it.runIf(process.platform === 'linux')('keeps the claim of its killed wrapper until it ends', async () => {
    const gone = { ...(await processHolder('T, main')), pid: spawnSync('true').pid, started: '1' } as const;
    expect(await isKnownDead(gone)).toBe(true);
    const [name = '', value] = wrappedMark(gone).split('=');
    const script = 'console.log(1); setInterval(() => {}, 1000)';
    const child = spawn(process.execPath, ['-e', script], { env: { ...process.env, [name]: value } });
    await once(child.stdout, 'data');
    expect(await isKnownDead(gone)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isKnownDead(gone)).toBe(true);
  });

  // A shell that does not hand signals on, a child that ignores them, and one that has left the group.
  const family = (folder: string): readonly string[] => {
    const stays = "process.on('SIGTERM', () => {}); process.on('SIGINT', () => {});";
    const tell = (name: string): string =>
      `require('node:fs').writeFileSync(${JSON.stringify(join(folder, name))}, String(process.pid));`;
    const last = `${stays} ${tell('third')} setInterval(() => {}, 1000)`;
    const middle = `${stays} require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(last)}], { detached: true, stdio: 'ignore' }); ${tell('second')} setInterval(() => {}, 1000)`;
    const first = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(middle)}], { stdio: 'ignore' }); ${tell('first')} setInterval(() => {}, 1000)`;
    return [process.execPath, '-e', first];
  };
  const pidsIn = (folder: string): readonly number[] =>
    ['first', 'second', 'third'].flatMap((name) => {
      const path = join(folder, name);
      return existsSync(path) ? [Number(readFileSync(path, 'utf8'))].filter((pid) => pid > 0) : [];
    });

  it.runIf(process.platform === 'linux')(
    'is over after a signal only when nothing that it has started works on',
    async () => {
      const folder = makeFolder();
      const signal = new AbortController();
      const running = runWrapped({
        argv: family(folder),
        cwd: folder,
        env: {},
        signal: signal.signal,
        graceMs: 300,
      });
      await waitFor(() => pidsIn(folder).length === 3);
      const pids = pidsIn(folder);
      expect(pids.every(isAlive)).toBe(true);
      signal.abort();
      expect(await running).toBe(143); // the first one listens
      expect(pids.filter(isAlive)).toEqual([]);
    },
  );

  it.runIf(process.platform === 'linux')(
    'leaves alone what a command that ended by itself has left',
    async () => {
      const folder = makeFolder();
      const daemon = `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'first'))}, String(process.pid)); setInterval(() => {}, 1000)`;
      const start = `const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(daemon)}], { detached: true, stdio: 'ignore' }); child.unref();`;
      const call = { argv: [process.execPath, '-e', start], cwd: folder, env: {} };
      expect(await runWrapped({ ...call, signal: new AbortController().signal })).toBe(0);
      await waitFor(() => pidsIn(folder).length === 1);
      const [pid = 0] = pidsIn(folder);
      expect(isAlive(pid)).toBe(true);
      process.kill(pid, 'SIGKILL');
    },
  );
});
