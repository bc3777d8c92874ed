import { spawnSync } from 'node:child_process';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withFileLock } from '../../src/process/disk/file-lock.ts';
import { thisProcess } from '../../src/process/holder/process-identity.ts';
import { GitSandbox } from '../support/git-sandbox.ts';

test('callers of one process run one after the other, in order, and leave nothing', async () => {
  await using box = new GitSandbox();
  const path = box.path('lock');
  const log: string[] = [];
  const one = (name: string) =>
    withFileLock({ path, timeoutMs: 10_000 }, async () => {
      log.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} out`);
      return name;
    });
  expect(await Promise.all([one('a'), one('b')])).toEqual([
    { kind: 'done', value: 'a' },
    { kind: 'done', value: 'b' },
  ]);
  expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
  expect(readdirSync(box.root)).toEqual([]);
});

test('a living holder is waited for, then named', async () => {
  await using box = new GitSandbox();
  const path = box.path('lock');
  writeFileSync(path, JSON.stringify(await thisProcess()));
  const outcome = await withFileLock({ path, timeoutMs: 0 }, async () => 'never');
  expect(outcome).toEqual({ kind: 'busy', holder: expect.stringContaining(`process ${process.pid}`) });
});

test.runIf(['linux', 'darwin'].includes(process.platform))('a dead holder is put aside', async () => {
  await using box = new GitSandbox();
  const path = box.path('lock');
  const gone = spawnSync(process.execPath, ['-e', '0']).pid;
  writeFileSync(path, JSON.stringify({ ...(await thisProcess()), pid: gone }));
  expect(await withFileLock({ path, timeoutMs: 10_000 }, async () => 1)).toEqual({ kind: 'done', value: 1 });
  writeFileSync(path, JSON.stringify({ ...(await thisProcess()), started: 'long ago' }));
  expect(await withFileLock({ path, timeoutMs: 10_000 }, async () => 2)).toEqual({ kind: 'done', value: 2 });
  writeFileSync(`${path}.break`, JSON.stringify({ ...(await thisProcess()), pid: gone }));
  writeFileSync(path, JSON.stringify({ ...(await thisProcess()), pid: gone }));
  expect(await withFileLock({ path, timeoutMs: 10_000 }, async () => 3)).toEqual({ kind: 'done', value: 3 });
  expect(readdirSync(box.root)).toEqual([]);
});

test('a holder that cannot be judged has until it falls silent', async () => {
  await using box = new GitSandbox();
  const path = box.path('lock');
  const foreign = { ...(await thisProcess()), boot: 'another', namespace: 'another' };
  for (const note of [JSON.stringify(foreign), 'not a note', '']) {
    writeFileSync(path, note);
    expect((await withFileLock({ path, timeoutMs: 0 }, async () => 1)).kind, note).toBe('busy');
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(path, longAgo, longAgo);
    expect((await withFileLock({ path, timeoutMs: 0 }, async () => 1)).kind, note).toBe('done');
  }
});

test('an error of the work frees the lock', async () => {
  await using box = new GitSandbox();
  const path = box.path('lock');
  const failing = withFileLock({ path, timeoutMs: 1_000 }, async () => {
    throw new Error('work failed');
  });
  await expect(failing).rejects.toThrow('work failed');
  expect(await withFileLock({ path, timeoutMs: 0 }, async () => 1)).toEqual({ kind: 'done', value: 1 });
});
