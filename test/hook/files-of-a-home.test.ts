import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeFolder, openFixture } from '../support/git-fixture.ts';
import { makeHookedTeam, putHook, runGit } from '../support/hooked-team.ts';

it('a work tree whose repository lies elsewhere and is told by variables alone is looked at, too', async () => {
  const { remote, env } = await makeHookedTeam({ 'a.txt': 'a\n' }, 'a.txt');
  const home = makeFolder();
  const bare = path.join(makeFolder(), 'dotfiles');
  openFixture(home).git(
    'clone',
    '-q',
    '--bare',
    '--config',
    'remote.origin.fetch=+refs/heads/*:refs/remotes/origin/*',
    remote.dir,
    bare,
  );
  putHook(openFixture(bare), 'pre-commit');
  await callProgram(bare, ['status'], { env });
  const on = ['--git-dir', bare, '--work-tree', home];
  expect(runGit(home, [...on, 'checkout', '-q', '-f', 'main'], env).status).toBe(0);
  writeFileSync(path.join(home, 'a.txt'), 'mine\n');
  const { status, stderr } = runGit(home, [...on, 'commit', '-q', '-am', 'one'], env);
  expect([status, stderr]).toEqual([0, expect.stringContaining('a.txt   claimed by ana')]);
});
