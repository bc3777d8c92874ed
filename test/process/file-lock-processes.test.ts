import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { GitSandbox } from '../support/git-sandbox.ts';

const WORKER = `
import { readFileSync, writeFileSync } from 'node:fs';
import { withFileLock } from './file-lock.mjs';
const [, , root, rounds, name] = process.argv;
for (let round = 0; round < Number(rounds); round++) {
  const locked = await withFileLock({ path: root + '/lock', timeoutMs: 60_000 }, async () => {
    if (name === 'killed') process.kill(process.pid, 'SIGKILL');
    const before = Number(readFileSync(root + '/count', 'utf8'));
    await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(root + '/count', String(before + 1));
  });
  if (locked.kind !== 'done') process.exit(1);
}`;

test.runIf(['linux', 'darwin'].includes(process.platform))(
  'six processes count to 150 under one lock, while others die holding it',
  async () => {
    await using box = new GitSandbox();
    await build({
      entryPoints: ['src/process/disk/file-lock.ts'],
      outfile: box.path('file-lock.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    box.write('worker.mjs', WORKER);
    box.write('table/count', '0');
    const env = { ...process.env, XDG_STATE_HOME: box.path('state') };
    const start = (name: string, rounds: number): ChildProcess =>
      spawn(process.execPath, [box.path('worker.mjs'), box.path('table'), String(rounds), name], { env });
    const workers = Array.from({ length: 6 }, () => start('worker', 25));
    const victims = Array.from({ length: 4 }, () => start('killed', 1));
    const ends = await Promise.all([...workers, ...victims].map((child) => once(child, 'exit')));
    expect(ends.map(([code, signal]) => code ?? signal)).toEqual([
      ...workers.map(() => 0),
      ...victims.map(() => 'SIGKILL'),
    ]);
    expect(readFileSync(box.path('table/count'), 'utf8')).toBe('150');
    // what is left is the lock of a victim that came last, and its half-made notes
    expect(readdirSync(box.path('table')).filter((name) => name === 'lock.break')).toEqual([]);
  },
);
