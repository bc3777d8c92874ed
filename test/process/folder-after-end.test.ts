import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { localAgents } from '../../src/process/start/run-agent.ts';
import { makeFolder } from '../support/git-fixture.ts';

const node = (text: string): readonly [string, ...string[]] => [process.execPath, '-e', text];

it.runIf(process.platform === 'linux').each(['timed out', 'stopped'] as const)(
  'what works in a folder after its command was %s is not taken for what that left there',
  async (how) => {
    const cwd = makeFolder();
    const running = localAgents({ limits: { graceMs: 2_000, leftoverMs: 200 } }).start({
      command: { argv: node("console.log('up'); setInterval(() => {}, 1000)") },
      cwd,
      env: { AGENTIC_CLAIM: 'c-0123456789ab' },
      logFile: join(cwd, 'log'),
      logBytes: 1_000,
      timeoutMs: how === 'timed out' ? 300 : 60_000,
    });
    if (how === 'stopped') running.stop('ask');
    await running.ended;
    const [file, ...args] = node('setTimeout(() => {}, 200)');
    const next = spawn(file, args, { cwd, stdio: 'ignore', detached: true });
    expect(await once(next, 'exit')).toEqual([0, null]);
  },
);
