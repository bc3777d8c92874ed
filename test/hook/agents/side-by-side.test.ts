import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ClaudeSession } from '../../support/agent-session.ts';
import { callProgram } from '../../support/call-program.ts';
import { countPushes } from '../../support/ci-fixture.ts';
import { makeTeam } from '../../support/git-fixture.ts';
import { serveSilence } from '../../support/silent-server.ts';

// Agents call their tools side by side, and so their hooks.

const FILES = ['a.txt', 'b.txt', 'c.txt'];
const edit = (file: string) => ({ tool_name: 'Edit', tool_input: { file_path: file } });

const stateOf = (dir: string): { readonly wanted: readonly string[] } => {
  const folder = join(dir, '.git/agentic-sessions');
  const [name = ''] = readdirSync(folder).filter((one) => /^state-\w+\.json$/.test(one));
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
};

test('hooks of one session at once: each file is claimed, with one push a hook at most', async () => {
  const { repo, remote } = makeTeam(Object.fromEntries(FILES.map((file) => [file, 'one\n'])));
  const session = new ClaudeSession('s1', repo.dir);
  const pushes = countPushes(remote);
  const files = [...FILES, 'a.txt'];
  const answers = await Promise.all(files.map((file) => session.hook('PreToolUse', edit(file))));
  for (const answer of answers) expect(answer?.['hookSpecificOutput']).toBeUndefined();
  expect(pushes()).toBeLessThanOrEqual(files.length);
  // whatever found no turn in time is noted, and the next hook claims it
  await session.hook('PostToolUse', edit('a.txt'));
  const { stdout } = await callProgram(repo.dir, ['status', '--json'], { env: { AGENTIC_HOLDER: 'looker' } });
  expect(
    JSON.parse(stdout)
      .claims.flatMap(({ paths }: { paths: readonly string[] }) => paths)
      .sort(),
  ).toEqual(FILES);
  const before = pushes();
  await session.hook('PreToolUse', edit('a.txt'));
  expect(pushes()).toBe(before);
});

test('where the remote never answers each edit goes on with one line, and none of the notes is lost', async () => {
  const { repo, remote } = makeTeam(Object.fromEntries(FILES.map((file) => [file, 'one\n'])));
  const session = new ClaudeSession('s1', repo.dir);
  await using silent = await serveSilence();
  repo.git('remote', 'set-url', 'origin', `http://127.0.0.1:${silent.port}/x.git`);
  const answers = await Promise.all(FILES.map((file) => session.hook('PreToolUse', edit(file))));
  for (const [at, answer] of answers.entries())
    expect(answer?.['systemMessage']).toMatch(
      new RegExp(`^agentic-plan: ${FILES[at]} could not be claimed yet`),
    );
  expect([...stateOf(repo.dir).wanted].sort()).toEqual(FILES);
  repo.git('remote', 'set-url', 'origin', remote.dir);
  expect(await session.hook('PostToolUse', edit('a.txt'))).toBeUndefined();
  expect(stateOf(repo.dir).wanted).toEqual([]);
});
