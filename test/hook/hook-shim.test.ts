import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOOK_SHIM } from '../../src/report/hook/hook-shim.ts';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson, runCli } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { runGit } from '../support/hooked-team.ts';
import { putHook, snippet } from '../support/hooks-page.ts';
import { LOOKED } from '../support/readme.ts';

const GOES_ON = 'agentic-plan: not found, or it does not start; git goes on\n';
const SAYS = (who: string, code = 0): string =>
  `#!/bin/sh\necho "${who}: $*" >&2\nread line && echo "$line" >&2\nexit ${code}\n`;

/** A clone with the lines of the page, and a PATH on which there is git, and neither node nor we. */
function prepare(hook: 'pre-commit' | 'pre-push', words = '') {
  const { repo, remote } = makeTeam({ 'a.txt': 'a\n' });
  const line = snippet(hook).replace(`sh" ${hook}`, `sh" ${hook}${words}`);
  putHook(repo.dir, hook, `${line}echo after >&2\n`);
  repo.git('checkout', '-q', '-b', 'feature');
  const bin = makeFolder();
  for (const tool of ['git', 'sh', 'cat', 'dirname'])
    symlinkSync(
      spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim(),
      path.join(bin, tool),
    );
  const put = (folder: string, text: string): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'agentic-plan'), text, { mode: 0o755 });
  };
  const own = path.join(repo.dir, 'node_modules', '.bin');
  const env = { PATH: bin, HOME: makeFolder(), NVM_BIN: undefined };
  const commit = () => runGit(repo.dir, ['commit', '-q', '--allow-empty', '-m', 'x'], env);
  const push = () => runGit(repo.dir, ['push', '-q', 'origin', 'feature'], env);
  return { repo, remote, bin, own, env, put, commit, push };
}

describe('the script that hooks call', () => {
  it('is what `hook shim` prints, and POSIX', async () => {
    const { code, stdout } = await runCli(makeFolder(), ['hook', 'shim']);
    expect([code, stdout]).toEqual([0, HOOK_SHIM]);
    expect(spawnSync('sh', ['-n'], { input: HOOK_SHIM }).status).toBe(0);
  });

  it.each([
    ['is nowhere', undefined],
    ['has an interpreter that is missing', '#!/no/such/node\n'],
    ['crashes, as with a Node that is too old', '#!/bin/sh\nexit 1\n'],
    ['has no Node to start it', readFileSync(CLI, 'utf8')],
    ['is killed', '#!/bin/sh\nkill -9 $$\n'],
  ])('lets a commit go on where the program %s, also with --enforce', (_, text) => {
    const { own, commit, put } = prepare('pre-commit', ' --enforce');
    if (text !== undefined) put(own, text);
    const { status, stderr } = commit();
    expect(status).toBe(0);
    expect(stderr.endsWith(`${GOES_ON}after\n`)).toBe(true);
  });

  it('gives each program that it tries git’s words and input: packages, PATH, the noted one', () => {
    const { repo, bin, own, push, put } = prepare('pre-push');
    put(path.join(repo.dir, '.git', 'agentic.git', 'bin'), SAYS('noted'));
    put(bin, SAYS('path', 70));
    put(own, SAYS('package', 1));
    repo.commit({ 'a.txt': 'mine\n' });
    const { status, stderr } = push();
    expect(status).toBe(0);
    const seen = [...stderr.matchAll(/^(\w+): hook pre-push -- origin .*\nrefs\/heads\/feature /gm)];
    expect(seen.map(([, who]) => who)).toEqual(['package', 'path', 'noted']);
    expect(stderr).not.toContain(GOES_ON);
  });

  it('stops git where the program refuses, with and without --enforce', () => {
    const told = prepare('pre-commit');
    told.put(told.own, SAYS('package', 3));
    expect(told.commit()).toMatchObject({ status: 1, stderr: 'package: hook pre-commit --\n\n' });
    const refused = prepare('pre-commit', ' --enforce');
    refused.put(refused.own, SAYS('package', 3));
    expect(refused.commit()).toMatchObject({
      status: 1,
      stderr: 'package: hook pre-commit --enforce --\n\n',
    });
  });

  it('works with what doctor --fix has noted, on a PATH without node; doctor says so before and after', async () => {
    const { repo, remote, bin, push } = prepare('pre-push');
    const env = { PATH: bin };
    const found = parseJson(await callProgram(repo.dir, ['doctor', '--json'], { env }));
    expect(found).toMatchObject({ hook: { asksUs: true, executable: true }, program: null });
    expect(found['problems']).toMatchObject([{ code: 'hook-without-program' }]);
    const fixed = parseJson(await callProgram(repo.dir, ['doctor', '--fix', '--json'], { env }));
    expect(fixed).toMatchObject({ outcome: 'sound', program: { where: 'noted' } });
    await callProgram(remote.clone().dir, ['claim', 'a.txt'], { env: { AGENTIC_HOLDER: 'ana' } });
    repo.commit({ 'a.txt': 'mine\n' });
    expect(push()).toMatchObject({ status: 0, stderr: expect.stringMatching(LOOKED) });
  });

  it('is what this repository’s own hook calls, too', () => {
    const own = (name: string): string =>
      readFileSync(new URL(`../../hooks/${name}`, import.meta.url), 'utf8');
    expect([own('agentic-plan-hook.sh'), own('pre-push')]).toEqual([HOOK_SHIM, snippet('pre-push')]);
  });

  it.each(['.volta/bin', '.nvm/versions/node/v22.1.0/bin', '.local/share/mise/shims', '.asdf/shims'])(
    'finds Node in ~/%s',
    (folder) => {
      const { bin, env, own, commit, put } = prepare('pre-commit');
      symlinkSync('/usr/bin/env', path.join(bin, 'env'));
      const home = path.join(env.HOME, folder);
      mkdirSync(home, { recursive: true });
      writeFileSync(path.join(home, 'node'), '#!/bin/sh\necho "node of $0" >&2\n', { mode: 0o755 });
      put(own, '#!/usr/bin/env node\n');
      // where this machine has one in a place of the system, that is the one
      expect(commit()).toMatchObject({ status: 0, stderr: expect.not.stringContaining(GOES_ON) });
      expect(commit().stderr).toContain(`node of ${home}`);
    },
  );

  it('stops nothing where the script itself is missing', () => {
    const { repo, commit } = prepare('pre-commit', ' --enforce');
    spawnSync('rm', [path.join(repo.dir, '.git', 'hooks', 'agentic-plan-hook.sh')]);
    expect(commit()).toMatchObject({ status: 0, stderr: expect.stringContaining('after') });
  });
});
