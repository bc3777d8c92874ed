import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentIsUp, type CliRun, prepareCliRun, worktreesLeft } from './cli-run.ts';

const RUN = ['run', '--tasks', 'tasks.yaml'];
const TASKS = `version: 1
tasks:
  - { id: one, kind: fix, title: "One", writes: [a.txt] }
`;

// Commits one line, writes another, plants what would be executed by a git that obeys the worktree, and then waits.
const AGENT = `import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
const { AGENTIC_DIR, MEETING: meeting } = process.env;
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
const there = (name) => existsSync(join(meeting, name));
appendFileSync(join(meeting, 'started'), 'one\\n');
if (!there('idle')) {
  appendFileSync('a.txt', 'committed\\n');
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'What the agent says');
  appendFileSync('a.txt', 'written\\n');
  writeFileSync('new.txt', 'new\\n');
}
if (there('stash')) git('-c', 'user.name=a', '-c', 'user.email=a@b', 'stash', '-q');
if (there('plant')) {
  const notes = git('rev-parse', '--absolute-git-dir');
  const common = git('rev-parse', '--path-format=absolute', '--git-common-dir');
  // The agents' own git may obey it: what an agent does to agents is not what is asked here.
  const program = join(meeting, 'program');
  const pwn = '#!/bin/sh\\n[ -n "$AGENTIC_TASK" ] || touch "' + join(meeting, 'pwned') + '"\\n';
  writeFileSync(program, pwn + 'cat\\n', { mode: 0o755 });
  for (const key of ['core.fsmonitor', 'filter.x.clean', 'filter.x.process', 'gpg.program', 'core.sshCommand'])
    git('config', key, program);
  git('config', 'commit.gpgSign', 'true');
  mkdirSync(join(common, 'hooks'), { recursive: true });
  for (const hook of ['reference-transaction', 'post-index-change', 'pre-commit', 'post-checkout'])
    writeFileSync(join(common, 'hooks', hook), pwn, { mode: 0o755 });
  writeFileSync('.gitattributes', '* filter=x\\n');
  writeFileSync('a.txt', 'a\\ncommitted\\nwritten\\nand more\\n');
  writeFileSync(join(notes, 'commondir'), meeting);
}
if (there('hold')) {
  writeFileSync(join(meeting, 'one.up'), process.pid + ' ' + process.pid);
  while (there('hold')) await setTimeout(10);
}
`;

const start = (configuration = '') =>
  prepareCliRun({
    files: {
      'agent.mjs': AGENT,
      'tasks.yaml': TASKS,
      'verify.mjs': VERIFY,
      '.agentic-planrc.yaml': `agents:\n  ada: { command: node agent.mjs, pass: [MEETING] }\n${configuration}`,
    },
  });

// Kills the program, once.
const VERIFY = `import { existsSync, rmSync } from 'node:fs';
const wish = process.env.MEETING + '/kill';
if (existsSync(wish)) { rmSync(wish); process.kill(process.ppid, 'SIGKILL'); setInterval(() => {}, 1000); }
`;

async function killAtWork(run: CliRun, ...more: readonly string[]): Promise<void> {
  for (const name of ['hold', ...more]) writeFileSync(join(run.meeting, name), '');
  const first = run.start(...RUN);
  await agentIsUp(run, 'one');
  first.child.kill('SIGKILL');
  await first.ended;
  for (const name of ['hold', ...more, 'one.up']) rmSync(join(run.meeting, name));
}

const inPrivate = (run: CliRun, ...args: readonly string[]): string =>
  run.repo.git('--git-dir', join(run.repo.dir, '.git', 'agentic.git'), ...args);
const keptRefs = (run: CliRun): readonly string[] =>
  inPrivate(run, 'for-each-ref', '--format=%(refname)', 'refs/kept/').split('\n').filter(Boolean);

describe.runIf(process.platform === 'linux')('what a killed run had made', () => {
  it('is kept before its worktree goes, committed and written, whatever git there was told to execute', async () => {
    const run = start();
    await killAtWork(run, 'plant');
    const next = await run.call(...RUN);
    expect(next.code, next.said).toBe(0);
    const [ref = '', ...others] = keptRefs(run);
    expect(others).toEqual([]);
    expect(ref).toMatch(/^refs\/kept\/main-[0-9a-f]{8}\/one-[0-9a-f]{16}$/);
    const lines = next.said.split('\n').filter((line) => line.includes('is kept'));
    expect(lines).toEqual([
      expect.stringContaining(`what it had written for one is kept for 14 days: git fetch`),
    ]);
    expect(lines[0]).toContain(ref);
    expect(inPrivate(run, 'show', `${ref}:a.txt`)).toBe('a\ncommitted\nwritten\nand more');
    expect(inPrivate(run, 'show', `${ref}:new.txt`)).toBe('new');
    expect(inPrivate(run, 'log', '--format=%B', '-1', ref)).toContain('What the agent says');
    expect(existsSync(join(run.meeting, 'pwned'))).toBe(false);
    expect(worktreesLeft(run)).toEqual([]);
    expect(run.remote.git('log', '--format=%s', 'main..agentic/main')).toBe('One');
  });

  it('is kept after its worktree has gone, too: while it was being tested', async () => {
    const run = start('verify: node verify.mjs\n');
    writeFileSync(join(run.meeting, 'kill'), '');
    expect(await run.start(...RUN).ended).toMatchObject({ signal: 'SIGKILL' });
    const next = await run.call(...RUN, '--json');
    expect(next.code, next.said).toBe(0);
    const [ref = ''] = keptRefs(run);
    expect(inPrivate(run, 'show', `${ref}:a.txt`)).toBe('a\ncommitted\nwritten');
    expect(JSON.parse(next.said)).toMatchObject({ rescued: [{ task: 'one', ref }], kept: [] });
    expect(worktreesLeft(run)).toEqual([]);
  });

  it('is kept where it lies in a stash, too', async () => {
    const run = start();
    await killAtWork(run, 'stash');
    expect(await run.call(...RUN)).toMatchObject({ code: 0 });
    const kept = keptRefs(run).map((ref) => inPrivate(run, 'show', `${ref}:a.txt`));
    expect(kept.sort()).toEqual(['a\ncommitted', 'a\ncommitted\nwritten']);
  });

  it('is not worth a word where nothing was made', async () => {
    const run = start();
    await killAtWork(run, 'idle');
    const next = await run.call(...RUN);
    expect(next.code, next.said).toBe(0);
    expect(next.said).not.toContain('kept');
    expect(keptRefs(run)).toEqual([]);
  });

  it('is kept by doctor --fix as well, shown by doctor, not purged unasked, and gone after 14 days', async () => {
    const run = start();
    await killAtWork(run);
    expect(await run.call('doctor', '--purge')).toMatchObject({ code: 1 });
    const [ref = ''] = keptRefs(run);
    const seen = await run.call('doctor');
    expect(seen.said).toMatch(/kept +1 piece of unpublished work in refs\/kept\/, since 20\d\d-\d\d-\d\d;/);
    expect(JSON.parse((await run.call('doctor', '--json')).said)).toMatchObject({ kept: [{ ref }] });
    const aged = (days: number): void => {
      const at = `@${Math.floor(Date.now() / 1000) - days * 24 * 3600} +0000`;
      const commit = inPrivate(
        run,
        '-c',
        'user.name=a',
        '-c',
        'user.email=a@b',
        'commit-tree',
        `${ref}^{tree}`,
        '-m',
        at,
      );
      const raw = inPrivate(run, 'cat-file', 'commit', commit).replace(
        /^(committer .*>) .*$/m,
        `$1 ${at.slice(1)}`,
      );
      writeFileSync(join(run.meeting, 'raw'), `${raw}\n`);
      const old = inPrivate(run, 'hash-object', '-w', '-t', 'commit', join(run.meeting, 'raw'));
      inPrivate(run, 'update-ref', `refs/kept/old/${days}`, old);
    };
    for (const days of [13, 15, 20]) aged(days);
    const fixed = await run.call('doctor', '--fix');
    expect(fixed.said).toContain('2 pieces of unpublished work that were too old removed');
    expect(keptRefs(run)).toEqual([ref, 'refs/kept/old/13']);
    aged(16);
    expect(await run.call(...RUN)).toMatchObject({ code: 0 });
    expect(keptRefs(run)).toEqual([ref, 'refs/kept/old/13']);
  });
});
