import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ClaudeSession, outputOf } from '../../support/agent-session.ts';
import { callProgram } from '../../support/call-program.ts';
import { makeTeam } from '../../support/git-fixture.ts';

const FILES = { 'a.txt': 'one\n', 'b.txt': 'one\n', 'src/c.txt': 'one\n', '.gitignore': 'out/\n' };

const claims = async (dir: string) => {
  const { stdout } = await callProgram(dir, ['status', '--json'], { env: { AGENTIC_HOLDER: 'looker' } });
  const { claims: all } = JSON.parse(stdout) as {
    claims: readonly { agent: string; paths: readonly string[] }[];
  };
  return all.map(({ agent, paths }) => [agent, ...paths].join(' ')).sort();
};

test('the first edit claims on the way, a second session is denied with the reason, in this clone and in another', async () => {
  const { repo, remote } = makeTeam(FILES);
  const other = remote.clone();
  const [one, two, far] = [
    new ClaudeSession('s1', repo.dir),
    new ClaudeSession('s2', repo.dir),
    new ClaudeSession('s3', other.dir),
  ];
  expect(await one.edit(join(repo.dir, 'a.txt'))).toBeUndefined();
  expect(await claims(repo.dir)).toEqual(['claude a.txt']);
  for (const [session, dir] of [
    [two, repo.dir],
    [far, other.dir],
  ] as const) {
    expect(await session.edit(join(dir, 'a.txt'))).toMatch(
      /^a\.txt is held by another session, claude \(.*Do not edit it/,
    );
    expect(await session.edit('a.txt'), 'a relative name').toContain('is held');
  }
  expect(await two.edit('b.txt')).toBeUndefined();
  expect(await claims(repo.dir)).toEqual(['claude a.txt', 'claude b.txt']);
});

test('the second edit of a claimed file asks nobody: it is the same without a remote', async () => {
  const { repo, remote } = makeTeam(FILES);
  const session = new ClaudeSession('s1', repo.dir);
  expect(await session.edit('a.txt')).toBeUndefined();
  renameSync(remote.dir, `${remote.dir}.away`);
  expect(
    await session.call('PreToolUse', { tool_name: 'Write', tool_input: { file_path: 'a.txt' } }),
  ).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
});

test('where nobody can be asked the edit goes on with one line, and the next hook claims it or says who has it', async () => {
  const { repo, remote } = makeTeam(FILES);
  const other = remote.clone();
  const session = new ClaudeSession('s1', repo.dir);
  renameSync(remote.dir, `${remote.dir}.away`);
  for (const file of ['a.txt', 'b.txt']) {
    const answer = await session.hook('PreToolUse', { tool_name: 'Edit', tool_input: { file_path: file } });
    expect(answer?.['systemMessage']).toMatch(
      new RegExp(`^agentic-plan: ${file}.* could not be claimed yet`),
    );
  }
  renameSync(`${remote.dir}.away`, remote.dir);
  await callProgram(other.dir, ['claim', 'b.txt', '--task', 'theirs'], { env: { AGENTIC_HOLDER: 'ana' } });
  const told = outputOf(
    await session.hook('PostToolUse', { tool_name: 'Edit', tool_input: { file_path: 'a.txt' } }),
  );
  expect(told?.additionalContext).toMatch(
    /you have edited what others hold.*b\.txt is held by another session, ana/,
  );
  expect(await claims(repo.dir)).toEqual(['ana b.txt', 'claude a.txt']);
});

test('what is nobody’s to claim is let through: outside, git’s own, ignored, of a repository inside', async () => {
  const { repo, remote } = makeTeam(FILES);
  mkdirSync(join(repo.dir, 'out'));
  mkdirSync(join(repo.dir, 'inner'));
  repo.git('init', '-q', 'inner');
  repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', remote.dir, 'sub');
  const session = new ClaudeSession('s1', repo.dir);
  const nobodys = ['/etc/hosts', '../x', '.git/config', '.git/modules/sub/config', 'sub/a.txt', 'sub/.git'];
  for (const file of [...nobodys, 'out/log.txt', 'inner/x.txt', 'a\0b', ''])
    expect(
      await session.call('PreToolUse', { tool_name: 'Edit', tool_input: { file_path: file } }),
      file,
    ).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  expect(await claims(repo.dir)).toEqual([]);
});

test('what a command changes is claimed after it, and what others hold of it is told', async () => {
  const { repo, remote } = makeTeam(FILES);
  await callProgram(remote.clone().dir, ['claim', 'src', '--task', 'theirs'], {
    env: { AGENTIC_HOLDER: 'ana' },
  });
  writeFileSync(join(repo.dir, 'b.txt'), 'of a person, before\n');
  const session = new ClaudeSession('s1', repo.dir);
  const told = await session.command(() => {
    for (const file of ['a.txt', 'src/c.txt', 'new [1].txt']) writeFileSync(join(repo.dir, file), 'two\n');
  });
  expect(told).toMatch(/your last command changed what others hold: src is held by another session, ana/);
  expect(await claims(repo.dir)).toEqual(['ana src', 'claude a.txt new [1].txt']);
});

test('where more was changed before a command than anybody noted, none of it counts as the command’s', async () => {
  const { repo } = makeTeam(FILES);
  for (let file = 0; file <= 2000; file += 1) writeFileSync(join(repo.dir, `made-${file}`), '');
  const session = new ClaudeSession('s1', repo.dir);
  expect(await session.command(() => rmSync(join(repo.dir, 'made-0')))).toBeUndefined();
  expect(await claims(repo.dir)).toEqual([]);
});
