import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { execGit } from '../../src/git/exec-git.ts';
import { GitSandbox } from '../support/git-sandbox.ts';

test('bytes in, bytes out; the exit code as it is', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  const cwd = box.path('shop');
  const bytes = Buffer.from([0, 0xff, 0x0a, 0xfe]);
  const oid = await execGit({ cwd, args: ['hash-object', '-w', '--stdin'], input: bytes });
  const read = await execGit({ cwd, args: ['cat-file', 'blob', oid.stdout.toString().trim()] });
  expect(read).toMatchObject({ code: 0, cut: false });
  expect(read.stdout.equals(bytes)).toBe(true);
  expect((await execGit({ cwd, args: ['diff', '--quiet', 'HEAD~7'] })).code).toBe(128);
  const cut = await execGit({ cwd, args: ['cat-file', 'blob', oid.stdout.toString().trim()], maxBytes: 2 });
  expect(cut.cut).toBe(true);
});

test('a trace comes by a pipe of its own, and only when asked for', async () => {
  await using box = new GitSandbox();
  const env = { GIT_TRACE2_EVENT: '3' };
  const traced = await execGit({ cwd: box.root, args: ['version'], env, trace: true });
  expect(traced.trace).toContain('"event":"version"');
  expect(traced.stderr).toBe('');
  expect((await execGit({ cwd: box.root, args: ['version'] })).trace).toBe('');
});

test('a daemon that git leaves behind with our pipes does not hold us', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  execFileSync('mkfifo', [box.path('gate')]);
  const daemon = `echo $$ >pid.new && mv pid.new pid && exec cat ../gate`; // it ends only when we end it
  const alias = `!f() { sh -c '${daemon}' & until test -s pid; do :; done; echo said; }; f`;
  const result = await execGit({ cwd: box.path('shop'), args: ['-c', `alias.d=${alias}`, 'd'] });
  const pid = Number(readFileSync(box.path('shop/pid'), 'utf8'));
  expect(process.kill(pid, 'SIGKILL')).toBe(true); // it was still there
  expect(result).toMatchObject({ code: 0 });
  expect(result.stdout.toString()).toBe('said\n');
});
