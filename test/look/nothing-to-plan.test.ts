import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeRepository, makeTeam } from '../support/git-fixture.ts';

test('the first command in a clone with nothing to plan shows who is at work, and three next steps', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
  const now = Math.floor(Date.now() / 1000);
  repo.commit(
    { 'b.txt': 'two\n' },
    { branch: 'fix/typo', parents: [repo.tip('main')], author: 'Ben', at: now },
  );
  repo.git('push', '-q', 'origin', 'fix/typo');
  repo.git('branch', '-D', 'fix/typo');
  await callProgram(remote.clone().dir, ['claim', 'a.txt', '--task', 'tidy up'], {
    env: { AGENTIC_HOLDER: 'ana' },
  });
  const { stdout, code } = await callProgram(repo.dir, [], { env: { COLUMNS: '80', AGENTIC_HOLDER: 'me' } });
  expect(code).toBe(0);
  expect(stdout).toMatch(/nothing to plan.*Claims {3}in force.*● a\.txt\n {6}ana .*tidy up, until/s);
  expect(stdout).toMatch(/◦ origin\/fix\/typo +Ben, \d+ s ago\n {6}b\.txt\n/);
  expect(stdout).toMatch(/Next +agentic-plan init.*agentic-plan status --all.*agentic-plan demo/s);
  for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('offline nobody else is looked at', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  expect((await callProgram(repo.dir, ['--offline'])).stdout).not.toContain('Claims');
});

test('a repository whose only commit is its first has nothing that a branch could be measured against', async () => {
  const repo = makeRepository();
  repo.commit({});
  const { stdout } = await callProgram(repo.dir, []);
  expect(stdout).toMatch(/Claims {3}none in force.*Next/s);
  expect(stdout).not.toContain('Open branches');
});
