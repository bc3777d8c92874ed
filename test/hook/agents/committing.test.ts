import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ClaudeSession, outputOf } from '../../support/agent-session.ts';
import { callProgram } from '../../support/call-program.ts';
import { makeTeam } from '../../support/git-fixture.ts';

test('before a command that commits what somebody else holds it is denied, whether or not git’s own hooks would run', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n', 'b.txt': 'one\n', 'sub/c.txt': 'one\n' });
  await callProgram(remote.clone().dir, ['claim', 'a.txt', 'sub/new.txt', '--task', 'theirs'], {
    env: { AGENTIC_HOLDER: 'ana' },
  });
  const session = new ClaudeSession('s1', repo.dir);
  await session.hook('SessionStart', { source: 'startup' }); // looks at the table
  for (const file of ['a.txt', 'b.txt', 'sub/new.txt']) writeFileSync(join(repo.dir, file), 'two\n');
  const ask = async (command: string): Promise<string | undefined> =>
    outputOf(await session.hook('PreToolUse', { tool_name: 'Bash', tool_input: { command } }))
      ?.permissionDecisionReason;
  for (const command of [
    'git add a.txt && git commit -m x',
    'git -c core.hooksPath= commit -am x',
    'git commit --no-verify -m x a.txt',
    `sh -c 'cd "${repo.dir}/sub" && git add . && git commit -m x'`,
    'git add -A; git commit -m x',
  ])
    expect(await ask(command), command).toMatch(
      /^agentic-plan: not committed: it changes files that others hold.*(?:a|new)\.txt.*do not work around it$/s,
    );
  for (const command of ['git add b.txt && git commit -m x', 'cd nowhere && git commit', 'git add a.txt'])
    expect(await ask(command), command).toBeUndefined();
  repo.git('add', 'a.txt');
  expect(await ask('git commit -m x'), 'staged already').toContain('a.txt');
  expect(await ask('git commit -m x b.txt')).toBeUndefined();
});
