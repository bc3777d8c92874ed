import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';

// Two branches are open, one is merged as a squash; somebody holds a file.
async function makeMorning() {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n', 'src/b.txt': 'one\n', 'c.txt': 'one\n' });
  const main = repo.tip('main');
  repo.commit(
    { 'src/b.txt': 'two\n', 'd.txt': 'new\n' },
    { branch: 'codex/rate-limit', parents: [main], author: 'Ana' },
  );
  repo.commit({ 'a.txt': 'two\n' }, { branch: 'fix/typo', parents: [main], author: 'Ben' });
  repo.commit({ 'c.txt': 'two\n' }, { branch: 'old', parents: [main] });
  repo.git('push', '-q', 'origin', 'codex/rate-limit', 'fix/typo', 'old');
  repo.git('branch', '-D', 'codex/rate-limit', 'fix/typo', 'old');
  repo.commit({ 'c.txt': 'two\n' }, { message: 'old (#7)' });
  repo.git('push', '-q', 'origin', 'main');
  await callProgram(remote.clone().dir, ['claim', 'src', '--task', 'tidy up'], {
    env: { AGENTIC_HOLDER: 'cleo' },
  });
  return repo;
}

test('one command says who is on what: claims, and open branches with their files and people', async () => {
  const repo = await makeMorning();
  const env = { COLUMNS: '80', AGENTIC_HOLDER: 'me' };
  const { stdout, code } = await callProgram(repo.dir, ['status', '--all'], { env });
  expect(code).toBe(0);
  expect(stdout).toMatch(/1 claim in force.*● src\n.*cleo.*Open branches/s);
  expect(stdout).toMatch(/◦ origin\/fix\/typo +Ben, .* ago\n {6}a\.txt\n/);
  expect(stdout).toMatch(/◦ origin\/codex\/rate-limit +Ana, .* ago\n {6}d\.txt, src\/b\.txt\n/);
  expect(stdout).not.toContain('origin/old');
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
});

test('the same for scripts, and without --all no branch is looked at', async () => {
  const repo = await makeMorning();
  const env = { AGENTIC_HOLDER: 'me' };
  const all = parseJson(await callProgram(repo.dir, ['status', '--all', '--json'], { env }));
  expect(all['branches']).toMatchObject({
    base: expect.stringContaining('main'),
    left_out: 0,
    open: [
      { name: 'origin/fix/typo', author: 'Ben', paths: ['a.txt'] },
      { name: 'origin/codex/rate-limit', author: 'Ana', paths: ['d.txt', 'src/b.txt'] },
    ],
  });
  expect(parseJson(await callProgram(repo.dir, ['status', '--json'], { env }))).not.toHaveProperty(
    'branches',
  );
});
