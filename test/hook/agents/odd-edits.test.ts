import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ClaudeSession } from '../../support/agent-session.ts';
import { callProgram } from '../../support/call-program.ts';
import { makeFolder, makeTeam } from '../../support/git-fixture.ts';

const held = async (dir: string): Promise<readonly string[]> => {
  const { stdout } = await callProgram(dir, ['status', '--json'], { env: { AGENTIC_HOLDER: 'looker' } });
  return JSON.parse(stdout)
    .claims.flatMap(({ paths }: { paths: readonly string[] }) => paths)
    .sort();
};

test('whatever stands where a path belongs: nothing breaks, and nothing is claimed but files of the repository', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n', 'src/c.txt': 'one\n' });
  const outside = makeFolder();
  symlinkSync(outside, join(repo.dir, 'away'));
  const session = new ClaudeSession('s1', repo.dir);
  const nobodys = [
    '',
    'a\0b',
    '..',
    '.',
    '/',
    '.git',
    '.GIT/config',
    'away/x.txt',
    '~/x.txt',
    join(homedir(), 'x'),
  ];
  const ask = (input: unknown) => session.call('PreToolUse', { tool_name: 'Write', tool_input: input });
  const silence = { code: 0, stdout: '', stderr: '' };
  expect(await ask({ files: nobodys })).toEqual(silence);
  for (const path of [7, ['a.txt'], { a: 1 }]) expect(await ask({ file_path: path })).toEqual(silence);
  expect(await held(repo.dir)).toEqual([]);
});

test('odd names that a repository may have are claimed, beside any that nobody can have', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  mkdirSync(join(repo.dir, '~'));
  writeFileSync(join(repo.dir, '~/x.txt'), 'one\n');
  const session = new ClaudeSession('s1', repo.dir);
  const paths = [
    'line\nbreak.txt',
    '*.txt',
    'A.TXT',
    'a.txt',
    '~/x.txt',
    `${'x'.repeat(10_000)}.txt`,
    '../away.txt',
  ];
  const answer = await session.call('PreToolUse', {
    tool_name: 'MultiEdit',
    tool_input: { edits: paths.map((path) => ({ file_path: path })) },
  });
  expect(answer).toEqual({ code: 0, stdout: '', stderr: '' });
  // names that differ by their case alone are one lock
  expect(await held(repo.dir)).toEqual(['*.txt', 'A.TXT', 'line\nbreak.txt', '~/x.txt']);
  const other = new ClaudeSession('s2', repo.dir);
  expect(await other.edit('a.txt')).toContain('A.TXT is held');
  expect(await other.edit('b.txt')).toBeUndefined();
});
