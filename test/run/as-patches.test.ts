import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const PROGRAM = [
  "const fs = require('node:fs');",
  'const { AGENTIC_TASK: task } = process.env;',
  "if (task === 'a') { fs.writeFileSync('a.bin', Buffer.from([0, 1, 2, 255, 13, 10, 0])); fs.writeFileSync('windows.txt', 'one\\r\\ntwo\\r\\n'); }",
  "if (task === 'b') { fs.writeFileSync('b \"c\" [x].txt', 'x\\r\\n'); fs.writeFileSync('empty.txt', ''); fs.chmodSync('b.sh', 0o755); fs.rmSync('gone.txt'); }",
  "if (task === 'c') { fs.appendFileSync('windows.txt', 'three\\r\\n'); fs.symlinkSync('a.bin', 'link'); fs.writeFileSync('no-newline.txt', 'end'); }",
  "require('node:child_process').execFileSync('git', ['add', '-A']);",
  "require('node:child_process').execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@y', 'commit', '-qm', 'From: mallory@example.com\\n\\nMine\\n---\\ndiff --git a/x b/x\\nFrom 0123 Mon Sep 17 00:00:00 2001\\nIndex: x']);",
].join('\n');

const files = {
  'windows.txt': 'one\r\n',
  'b.sh': 'echo b\n',
  'gone.txt': 'x\n',
  'agent.cjs': PROGRAM,
  '.agentic-planrc.json': JSON.stringify({
    agents: { ada: { command: ['node', 'agent.cjs'] } },
    publish: { to: 'patch' },
  }),
  'tasks.json': JSON.stringify({
    tasks: [
      { id: 'a', title: '[wip] first', writes: ['a.bin', 'windows.txt'] },
      { id: 'b', title: 'second ✓', writes: ['**'], needs: ['a'] },
      { id: 'c', title: 'third', writes: ['windows.txt', 'link', 'no-newline.txt'], needs: ['b'] },
    ],
  }),
};

/** What `git am` makes of it in a clone of its own. */
function applied(remote: GitFixture, patch: string): GitFixture {
  const clone = remote.clone();
  clone.git('am', '-q', patch);
  return clone;
}

it('writes one mail for each task, which git am takes on the base, whatever is in it; no branch is pushed', async () => {
  const { repo, remote } = makeTeam(files);
  const ran = await callProgram(repo.dir, ['run', '--tasks', 'tasks.json']);
  expect(ran.code, ran.stderr).toBe(0);
  const file =
    /^Result {4}(agentic-plan-main-\w+\.patch) \(3 commits on \w{7}\): git am \1$/m.exec(ran.stdout)?.[1] ??
    '';
  expect(ran.stderr + ran.stdout).toMatch(
    /→ the file agentic-plan-main-\w+\.patch .*pushes refs\/agentic\/\* on .*, and no branch/,
  );
  expect(remote.git('for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
  const patch = join(repo.dir, file);
  const clone = applied(remote, patch);
  const run = file.slice('agentic-plan-'.length, -'.patch'.length);
  expect(clone.git('rev-parse', 'HEAD^{tree}')).toBe(
    remote.git('rev-parse', `refs/agentic/runs/${run}/result^{tree}`),
  );
  expect(clone.git('log', '--format=%(trailers:key=Agentic-Task,valueonly,separator=%x2C)', '-3')).toMatch(
    new RegExp(`^${run}/c .*\n${run}/b .*\n${run}/a `),
  );
  expect(clone.git('log', '--format=%an', '-3')).not.toContain('mallory');
  const bytes = readFileSync(patch);

  // it is written anew, and nothing is done again
  const again = parseJson(await callProgram(repo.dir, ['run', '--tasks', 'tasks.json', '--json']));
  expect(again).toMatchObject({
    outcome: 'done',
    changed: false,
    result: { branch: null, remote: null, patch: { file, commits: 3 } },
    next: [{ do: 'apply', run: ['git', 'am', file] }],
  });
  expect(readFileSync(patch).equals(bytes)).toBe(true);
  const status = parseJson(await callProgram(repo.dir, ['status', '--json']));
  expect(JSON.stringify(status)).not.toContain('"open"');

  // what was applied is known as done by its lines
  repo.git('am', '-q', file);
  const known = await callProgram(repo.dir, ['run', '--tasks', 'tasks.json']);
  expect([known.code, known.stdout]).toEqual([
    0,
    expect.stringMatching(/Nothing new|nothing to do|done already/i),
  ]);
});

it('takes a name by --patch, never the place of another file, and says so before agents start', async () => {
  const { repo, remote } = makeTeam(files);
  writeFileSync(join(repo.dir, 'notes.txt'), 'mine\n');
  for (const [name, why] of [
    ['notes.txt', /is no patch/],
    ['gone/x.patch', /cannot be written \(ENOENT\)/],
  ] as const) {
    const ran = await callProgram(repo.dir, ['run', '--tasks', 'tasks.json', '--patch', name]);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(why)]);
  }
  expect(remote.git('for-each-ref', 'refs/agentic')).toBe('');
  const both = await callProgram(repo.dir, ['run', '--patch', 'x', '--branch', 'y']);
  expect([both.code, both.stderr]).toEqual([2, expect.stringMatching(/exclude each other/)]);
  const dry = await callProgram(repo.dir, ['run', '--dry-run', '--tasks', 'tasks.json']);
  expect(dry.stdout).toMatch(/^Result {4}the file agentic-plan-\S+\.patch, for git am; no branch is made/m);
  const ran = await callProgram(repo.dir, ['run', '--tasks', 'tasks.json', '--patch', 'out.patch']);
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/^Result {4}out\.patch /m)]);
  writeFileSync(join(repo.dir, 'out.patch'), '');
  const anew = await callProgram(repo.dir, ['run', '--publish', '--patch', 'out.patch']);
  expect([anew.code, anew.stdout]).toEqual([0, expect.stringMatching(/^Result {4}out\.patch \(3 commits/m)]);
  expect(repo.tip('main')).toBe(remote.tip('main'));
});
