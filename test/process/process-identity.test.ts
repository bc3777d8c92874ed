import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { hostId, stateFolder } from '../../src/process/holder/host-id.ts';
import {
  identify,
  isSameProcessAlive,
  parseStat,
  thisProcess,
} from '../../src/process/holder/process-identity.ts';
import { realMachine } from '../../src/process/machine.ts';
import { GitSandbox } from '../support/git-sandbox.ts';

const judges = ['linux', 'darwin'].includes(process.platform);

describe.runIf(judges)('is that very process alive', () => {
  test('we are; a child is until it ends', async () => {
    expect(await isSameProcessAlive(await thisProcess())).toBe('alive');
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    const identity = await identify(child.pid ?? 0);
    expect(await isSameProcessAlive(identity)).toBe('alive');
    child.stdin.end();
    await once(child, 'exit');
    expect(await isSameProcessAlive(identity)).toBe('dead');
  });

  test('the same pid started at another time is another process', async () => {
    expect(await isSameProcessAlive({ ...(await thisProcess()), started: '1' })).toBe('dead');
  });

  test('what cannot be compared is never dead', async () => {
    const gone = spawnSync(process.execPath, ['-e', '0']).pid;
    const dead = { ...(await thisProcess()), pid: gone };
    expect(await isSameProcessAlive(dead)).toBe('dead');
    for (const part of ['boot', 'namespace', 'started'] as const)
      expect(await isSameProcessAlive({ ...dead, [part]: '' }), part).toBe('unknown');
    expect(await isSameProcessAlive({ ...dead, boot: 'another boot' })).toBe('unknown');
    expect(await isSameProcessAlive({ ...dead, namespace: 'another container' })).toBe('unknown');
    for (const pid of [0, -1, 1.5, Number.NaN])
      expect(await isSameProcessAlive({ ...dead, pid })).toBe('unknown');
  });
});

test('a process may call itself anything, and a zombie has ended', () => {
  const rest = 'S 1 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 98765 1 1';
  expect(parseStat(`7 (evil) Z 1) ${rest}`)).toEqual({ kind: 'running', started: '98765' });
  expect(parseStat(`7 (node) ${rest.replace('S', 'Z')}`)).toEqual({ kind: 'gone' });
  expect(parseStat('')).toEqual({ kind: 'hidden' });
});

describe('the name of the machine', () => {
  const state = process.env['XDG_STATE_HOME'];
  afterEach(() => {
    if (state === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = state;
  });

  test('is made once, by whoever is first', async () => {
    await using box = new GitSandbox();
    process.env['XDG_STATE_HOME'] = box.root;
    const [first, second] = await Promise.all([hostId(), hostId()]);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect([second, await hostId()]).toEqual([first, first]);
  });

  test('row 81: without a folder to write it is the same each time', async () => {
    await using box = new GitSandbox();
    box.write('file', '');
    process.env['XDG_STATE_HOME'] = box.path('file');
    expect(stateFolder(process.env)).toBe(box.path('file/agentic-plan'));
    expect(await hostId()).toMatch(/^[0-9a-f]{32}$/);
    expect(await hostId()).toBe(await hostId());
  });
});

test('the machine: clocks go on, chance differs, sleep ends early without an error', async () => {
  const machine = realMachine();
  expect(machine.boot).not.toBe('');
  expect(machine.boot).toBe(realMachine().boot);
  const before = machine.now();
  expect(machine.now().monotonic).toBeGreaterThanOrEqual(before.monotonic);
  expect(machine.randomHex(16)).toMatch(/^[0-9a-f]{32}$/);
  expect(machine.randomHex(16)).not.toBe(machine.randomHex(16));
  const stop = new AbortController();
  const sleeping = machine.sleep(3_600_000, stop.signal);
  stop.abort();
  await sleeping;
  await machine.sleep(3_600_000, AbortSignal.abort());
});
