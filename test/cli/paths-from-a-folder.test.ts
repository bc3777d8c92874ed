import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

const codeOf = async (...args: readonly string[]): Promise<number | null> =>
  (await callProgram('/', args)).code;

test('what is typed in a folder is meant from there, also by a link to it', async () => {
  const { repo, remote } = makeTeam({ 'docs/api.md': '1\n' });
  const second = remote.clone();
  expect(await codeOf('-C', repo.dir, '--quiet', 'claim', 'docs/api.md')).toBe(0);
  const link = join(makeFolder(), 'link');
  symlinkSync(second.dir, link);
  for (const [folder, path] of [
    [second.dir, './docs/api.md'],
    [join(second.dir, 'docs'), 'api.md'],
    [join(link, 'docs'), 'api.md'],
  ] as const) {
    expect(await codeOf('-C', folder, '--quiet', 'check', path)).toBe(1);
    expect(await codeOf('-C', folder, '--quiet', 'claim', path)).toBe(3);
  }
  expect(await codeOf('-C', second.dir, '--quiet', 'check', '../elsewhere.md')).toBe(2);
});

test('a path that is released in a folder is meant from there; ids and tasks are ids and tasks everywhere', async () => {
  const { repo } = makeTeam({ 'docs/api.md': '1\n', 'api.md': '2\n' });
  const docs = join(repo.dir, 'docs');
  const claim = (path: string, task: string): Promise<number | null> =>
    codeOf('-C', repo.dir, '--quiet', 'claim', path, '--task', task);
  const locks = (): string =>
    repo.git('ls-remote', 'origin', 'refs/agentic/locks/*').replaceAll(/^\S+\s+refs\/agentic\/locks\//gm, '');
  expect(await claim('docs/api.md', 'one')).toBe(0);
  expect(await claim('api.md', 'two')).toBe(0);
  expect(await codeOf('-C', docs, '--quiet', 'release', 'api.md')).toBe(0);
  expect(locks()).toBe('api.md');
  expect(await codeOf('-C', docs, '--quiet', 'release', '../docs/api.md')).toBe(2);
  expect(await codeOf('-C', docs, '--quiet', 'release', 'two')).toBe(0);
  expect(locks()).toBe('');
});
