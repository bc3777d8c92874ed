import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

test('what is typed in a folder is meant from there, also by a link to it', async () => {
  const { repo, remote } = makeTeam({ 'docs/api.md': '1\n' });
  const second = remote.clone();
  expect(await runProgram(['-C', repo.dir, '--quiet', 'claim', 'docs/api.md'])).toBe(0);
  const link = join(makeFolder(), 'link');
  symlinkSync(second.dir, link);
  for (const [folder, path] of [
    [second.dir, './docs/api.md'],
    [join(second.dir, 'docs'), 'api.md'],
    [join(link, 'docs'), 'api.md'],
  ] as const) {
    expect(await runProgram(['-C', folder, '--quiet', 'check', path])).toBe(1);
    expect(await runProgram(['-C', folder, '--quiet', 'claim', path])).toBe(3);
  }
  expect(await runProgram(['-C', second.dir, '--quiet', 'check', '../elsewhere.md'])).toBe(2);
});
