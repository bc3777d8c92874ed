import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runWrapped } from '../../src/process/run-wrapped.ts';
import { makeFolder } from '../support/git-fixture.ts';

describe('a command under a claim', () => {
  const touch = (file: string): readonly string[] => [
    process.execPath,
    '-e',
    `require('node:fs').writeFileSync(${JSON.stringify(file)}, '')`,
  ];

  it('is not started when Ctrl-C was pressed while the claim was on its way', async () => {
    const folder = makeFolder();
    const file = join(folder, 'started');
    const call = { argv: touch(file), cwd: folder, env: {} };
    expect(await runWrapped({ ...call, signal: AbortSignal.abort() })).toBe(130);
    expect(existsSync(file)).toBe(false);
    expect(await runWrapped({ ...call, signal: new AbortController().signal })).toBe(0);
    expect(existsSync(file)).toBe(true);
  });
});
