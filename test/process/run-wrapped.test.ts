import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isKnownDead, processHolder } from '../../src/process/choose-holder.ts';
import { wrappedMark } from '../../src/process/process-group.ts';
import { thisProcess } from '../../src/process/process-identity.ts';
import { runWrapped } from '../../src/process/run-wrapped.ts';
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
    const gone = { ...(await processHolder()), pid: spawnSync('true').pid, started: '1' } as const;
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
});
