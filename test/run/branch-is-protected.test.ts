import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

/** Finished work that may not come to its branch is said by name, with commands that bring it. */
test.each([
  [
    'Not allowed to push to protected branch agentic/main',
    /has a rule against this push; the server said: Not allowed/,
  ],
  ['no ticket named', /declined the push; the server said: no ticket named/],
])('the result branch is refused: %s', async (words, said) => {
  const { repo, remote } = makeTeam({
    'src/a': 'a\n',
    '.agentic-planrc.yaml': 'agents:\n  ada: { command: ["sh", "-c", "echo x >> src/a"] }\nverify: "true"\n',
  });
  const tasks = join(makeFolder(), 'tasks.yaml');
  writeFileSync(tasks, 'tasks:\n  - { id: t1, title: one, writes: [src/a] }\n');
  const hook = join(remote.dir, 'hooks', 'pre-receive');
  mkdirSync(join(remote.dir, 'hooks'), { recursive: true });
  const refuse = `echo "error: ${words}" >&2; exit 1`;
  writeFileSync(
    hook,
    `#!/bin/sh\nwhile read a b r; do case $r in refs/heads/agentic/*) ${refuse};; esac; done\n`,
  );
  chmodSync(hook, 0o755);

  const ran = await callProgram(repo.dir, ['run', '--tasks', tasks]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toMatch(said);
  expect(ran.stdout).toMatch(/1 of 1 tasks done/);
  expect(ran.stdout).not.toMatch(/No result/);
  const [, get = ''] = /^Work +\S+ \(\w+\) on origin, not on agentic\/main: (.*)$/m.exec(ran.stdout) ?? [];
  repo.git('config', 'user.name', 'Ana');
  repo.git('config', 'user.email', 'ana@example.invalid');
  expect(repo.git('-c', `alias.pasted=!${get}`, 'pasted')).toMatch(/src\/a/);
  const [, offer = ''] = /^ +for a pull request: (.*)$/m.exec(ran.stdout) ?? [];
  repo.git('-c', `alias.pasted=!${offer}`, 'pasted');
  expect(remote.git('show', 'agentic-main:src/a')).toBe('a\nx');

  const taken = parseJson(await callProgram(repo.dir, ['run', '--tasks', tasks, '--json']));
  expect(taken).toMatchObject({ outcome: 'done', tasks: [{ id: 't1', how: 'before' }] }); // it is in HEAD by then
  repo.git('reset', '-q', '--hard', 'refs/remotes/origin/main');
  const again = await callProgram(repo.dir, ['run', '--tasks', tasks, '--json']);
  expect(parseJson(again)).toMatchObject({
    outcome: 'failed',
    next: [{ do: 'merge-work' }, { do: 'publish' }],
  });
  rmSync(hook);
  expect((await callProgram(repo.dir, ['run', '--tasks', tasks])).stdout).toMatch(/agentic\/main \(\w+\)/);
});
