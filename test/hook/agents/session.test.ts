import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ClaudeSession, outputOf } from '../../support/agent-session.ts';
import { callProgram } from '../../support/call-program.ts';
import { runCli } from '../../support/cli.ts';
import { makeTeam } from '../../support/git-fixture.ts';

test('at the start of a session it is told who is on what, and at a prompt only what is new', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
  const other = remote.clone();
  const session = new ClaudeSession('s1', repo.dir);
  expect(await session.hook('SessionStart', { source: 'startup' })).toBeUndefined();
  await callProgram(other.dir, ['claim', 'a.txt', '--task', 'tidy up'], { env: { AGENTIC_HOLDER: 'ana' } });
  const told = outputOf(await session.hook('UserPromptSubmit', { prompt: 'go' }))?.additionalContext;
  expect(told).toMatch(/others are at work here.*\n {2}a\.txt until \d\d:\d\d: ana \(.*\), tidy up$/);
  expect(await session.hook('UserPromptSubmit', { prompt: 'again' })).toBeUndefined();
  expect(outputOf(await session.hook('SessionStart', { source: 'resume' }))?.additionalContext).toBe(told);
});

test('at its end a session gives back what it has not changed or has pushed; the rest stays, and that is said', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n', 'b.txt': 'one\n', 'c.txt': 'one\n', 'd.txt': 'one\n' });
  const session = new ClaudeSession('s1', repo.dir);
  for (const file of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) expect(await session.edit(file)).toBeUndefined();
  repo.commit({ 'b.txt': 'pushed\n' });
  repo.git('push', '-q', 'origin', 'HEAD');
  repo.commit({ 'c.txt': 'committed\n' });
  writeFileSync(join(repo.dir, 'd.txt'), 'written\n');
  expect(await session.hook('Stop', { stop_hook_active: false })).toBeUndefined();
  const held = async () => {
    const { stdout } = await callProgram(repo.dir, ['status', '--json'], {
      env: { AGENTIC_HOLDER: 'looker' },
    });
    return JSON.parse(stdout).claims.flatMap((claim: { paths: readonly string[] }) => claim.paths);
  };
  expect(await held()).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt']);
  const ended = await session.hook('SessionEnd', { reason: 'other' });
  expect(ended?.['systemMessage']).toContain('c.txt, d.txt stay claimed until the lease ends');
  expect(await held()).toEqual(['c.txt', 'd.txt']);
});

test('claims can be only told of, or off, as the configuration says; a broken one counts as none', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n' });
  await callProgram(remote.clone().dir, ['claim', 'a.txt'], { env: { AGENTIC_HOLDER: 'ana' } });
  const session = new ClaudeSession('s1', repo.dir);
  const configure = (text: string): void => writeFileSync(join(repo.dir, '.agentic-planrc.yaml'), text);
  const ask = () => session.hook('PreToolUse', { tool_name: 'Edit', tool_input: { file_path: 'a.txt' } });
  configure('claims: {mode: warn}\n');
  expect(outputOf(await ask())).toMatchObject({
    additionalContext: expect.stringContaining('a.txt is held by another session, ana'),
  });
  configure('claims: {mode: off}\n');
  expect(await ask()).toBeUndefined();
});

test('no call of a hook ends with an error, and outside of a repository it says nothing', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  for (const input of ['', 'nonsense', '[]', '{"session_id":1}', `{"x":"${'x'.repeat(17_000_000)}`])
    expect(await runCli(repo.dir, ['hook', 'agent', 'claude'], { input })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/^agentic-plan: no look at this: .*\n$/),
    });
  expect((await runCli(repo.dir, ['hook', 'agent', 'nope'], { input: '' })).stderr).toMatch(
    /no agent is called nope; there are claude, codex, gemini, copilot, opencode\n$/,
  );
  const unknown = JSON.stringify({
    session_id: 's',
    hook_event_name: 'Later',
    tool_input: { file_path: 'a.txt' },
  });
  expect(await runCli(repo.dir, ['hook', 'agent', 'claude'], { input: unknown })).toMatchObject({
    code: 0,
    stdout: '',
    stderr: '',
  });
  const nowhere = new ClaudeSession('s1', '/');
  expect(await nowhere.call('PreToolUse', { tool_name: 'Edit', tool_input: { file_path: 'x' } })).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(readdirSync(join(repo.dir, '.git'))).not.toContain('agentic-sessions');
});
