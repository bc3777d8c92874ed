import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson, runCli } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

/** A cache of the user that is empty at first, without blanks in its path; `TMPDIR` because scripts may lie there, too. */
function cache() {
  const folder = mkdtempSync(join(tmpdir(), 'agentic-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { XDG_CACHE_HOME: folder, TMPDIR: makeFolder() };
  const names = (what: string): readonly string[] => {
    const path = join(folder, 'agentic-plan', what);
    return existsSync(path) ? readdirSync(path) : [];
  };
  return { folder, env, names };
}

it('doctor removes what looks left of clones that are gone, and of those alone', async () => {
  const { env, names } = cache();
  const { remote } = makeTeam({ 'src/a.ts': '1\n' });
  const [gone, stays] = [remote.clone(), remote.clone()];
  for (const { dir } of [gone, stays]) expect((await callProgram(dir, ['status'], { env })).code).toBe(0);
  const kept = names('clones').length;
  expect(kept).toBe(2);
  renameSync(gone.dir, `${gone.dir}-moved`);
  const seen = await callProgram(stays.dir, ['doctor'], { env });
  expect([seen.code, seen.stdout]).toEqual([
    0,
    expect.stringContaining('✓ 1 caches of clones that are gone removed'),
  ]);
  expect(names('clones')).toHaveLength(1);
  expect(parseJson(await callProgram(stays.dir, ['doctor', '--json'], { env }))).toMatchObject({
    changed: false,
    fixed: { 'gone-clones': 0 },
  });
});

it('--purge removes the scripts that start us, and nothing else that lies there', async () => {
  const { folder, env, names } = cache();
  const { repo } = makeTeam({ 'src/a.ts': '1\n' });
  // where the clone's path has blanks, the script is called from the user's cache
  const inner = 'agentic-plan --version';
  const ran = await runCli(repo.dir, ['claim', 'src', '--', 'sh', '-c', inner], { env });
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
  const theirs = join(folder, 'agentic-plan', 'bin', 'theirs');
  mkdirSync(theirs, { recursive: true });
  writeFileSync(join(theirs, 'agentic-plan'), '#!/bin/sh\necho mine\n');
  const purged = await callProgram(repo.dir, ['doctor', '--purge'], { env });
  expect(purged.code).toBe(0);
  expect(names('bin')).toEqual(['theirs']);
  expect(existsSync(join(theirs, 'agentic-plan'))).toBe(true);
});

it('a script that something still finds on its PATH stays', async () => {
  const { env, names } = cache();
  const { repo, remote } = makeTeam({ 'src/a.ts': '1\n' });
  const other = remote.clone();
  const inner = `cd '${other.dir}' && '${process.execPath}' '${CLI}' doctor --purge`;
  const ran = await runCli(repo.dir, ['claim', 'src', '--', 'sh', '-c', inner], { env });
  expect(ran.code).toBe(0);
  const scripts = names('bin').length;
  expect(scripts).toBe(process.platform === 'linux' ? 1 : 0);
});

it('who is at work is said by name and branch, not by the machine', async () => {
  const { repo } = makeTeam({ 'src/a.ts': '1\n' });
  repo.git('config', 'user.name', 'Ana Lee');
  repo.git('checkout', '-q', '-b', 'fix/422');
  const inner = `AGENTIC_HOLDER=person '${process.execPath}' '${CLI}' doctor`;
  const ran = await runCli(repo.dir, ['claim', 'src', '--', 'sh', '-c', inner]);
  expect(ran.stdout).toMatch(/at work +Ana Lee, fix\/422, process \d+\n/);
});
