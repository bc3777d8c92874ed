import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { runCli } from '../support/cli.ts';
import { makeHookedTeam, putHook, runGit } from '../support/hooked-team.ts';

const NAMES = [
  'a\nb.ts',
  '$(touch pwned).txt',
  '-rf',
  ':(exclude)*',
  '[id].tsx',
  '\x1b[31mred',
  ' a ',
  'é.ts',
];

it('rows 1–11: names of any bytes are one path each, shown escaped, and nothing of them is executed', async () => {
  const files = Object.fromEntries(NAMES.map((name) => [`src/${name}`, 'x\n']));
  const { repo, env } = await makeHookedTeam(files, 'src');
  putHook(repo, 'pre-commit');
  repo.git('config', 'user.name', 'Test');
  for (const name of NAMES) repo.git('update-index', '--force-remove', '--', `src/${name}`);
  const { status, stderr } = runGit(repo.dir, ['commit', '-q', '-m', 'gone'], env);
  expect(status).toBe(0);
  expect(stderr).toContain('src/a\\nb.ts');
  expect(stderr).toContain('src/\\x1b[31mred');
  expect(stderr.split('\n').filter((line) => line.startsWith('  ●'))).toHaveLength(1);
  expect(existsSync(path.join(repo.dir, 'pwned'))).toBe(false);
});

it('rows 38–44: a lock that nobody can read is held by unknown; a commit goes on, and is refused where that is enforced', async () => {
  const { repo, remote, env, write } = await makeHookedTeam({ 'a.txt': 'a\n', 'b.txt': 'b\n' }, 'b.txt');
  const blob = remote
    .gitBytes(['hash-object', '-w', '--stdin'], '{"__proto__":{"admin":1}}\0\x1b[31m')
    .toString()
    .trim();
  remote.git('update-ref', 'refs/agentic/locks/a.txt', blob);
  remote.git('update-ref', 'refs/agentic/tasks/x/y', 'refs/heads/main');
  await callProgram(repo.dir, ['status'], { env });
  write('a.txt', 'mine\n');
  repo.git('add', '.');
  const told = await runCli(repo.dir, ['hook', 'pre-commit'], { env });
  expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('a.txt   held by unknown') });
  expect((await runCli(repo.dir, ['hook', 'pre-commit', '--enforce'], { env })).code).toBe(3);
});
