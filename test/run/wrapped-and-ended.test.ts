import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive, locksLeft, prepareCliRun, waitFor } from './cli-run.ts';

it.runIf(process.platform === 'linux')(
  'claim … -- command: on SIGTERM the claim is given back after the last of what the command has started',
  async () => {
    const run = prepareCliRun();
    const grandchild = join(run.meeting, 'grandchild');
    // The remote looks at the moment at which the claim is given back: its second push.
    const hooks = join(run.remote.dir, 'hooks');
    mkdirSync(hooks, { recursive: true });
    const seen = join(run.meeting, 'seen');
    writeFileSync(
      join(hooks, 'pre-receive'),
      `#!/bin/sh\n[ -s '${grandchild}' ] || exit 0\ngrep -qs ') [^ZX] ' "/proc/$(cat '${grandchild}')/stat" && echo alive >> '${seen}' || echo gone >> '${seen}'\n`,
      { mode: 0o755 },
    );
    const stays = `process.on('SIGTERM', () => setTimeout(() => process.exit(), 300)); require('node:fs').writeFileSync(${JSON.stringify(grandchild)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const command = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stays)}], { stdio: 'ignore' }); setInterval(() => {}, 1000)`;
    const { child, ended } = run.start('claim', 'a.txt', '--', process.execPath, '-e', command);
    await waitFor(() => existsSync(grandchild) && statSync(grandchild).size > 0);
    expect(locksLeft(run)).not.toBe('');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 143 });
    expect(readFileSync(seen, 'utf8')).toBe('gone\n');
    expect(isAlive(Number(readFileSync(grandchild, 'utf8')))).toBe(false);
    expect(locksLeft(run)).toBe('');
  },
);
