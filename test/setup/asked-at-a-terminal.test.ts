import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLI } from '../support/cli.ts';
import { aRepository, FILE, INIT } from './init-world.ts';

// `script` of util-linux gives a command a terminal.
const hasTerminals = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
test.skipIf(!hasTerminals)('at a terminal it asks, and only a yes is one', async () => {
  const repo = aRepository();
  for (const [answer, isWritten] of [
    ['', false],
    ['n', false],
    ['y', true],
  ] as const) {
    const command = [process.execPath, CLI, ...INIT].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: repo.dir });
    let screen = '';
    child.stdout.on('data', (chunk) => {
      if (!screen.includes('[y/N]') && (screen + String(chunk)).includes('[y/N]'))
        child.stdin.write(`${answer}\n`);
      screen += String(chunk);
    });
    const code = await new Promise((done) => child.on('close', done));
    expect(code).toBe(0);
    expect(existsSync(join(repo.dir, FILE))).toBe(isWritten);
    expect(screen).toContain(isWritten ? 'written: 1 file' : 'nothing was written');
  }
});
