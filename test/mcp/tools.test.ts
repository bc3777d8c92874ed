import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson, runCli } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { McpClient } from '../support/mcp-client.ts';

const READERS = ['look', 'status', 'check', 'plan', 'ready', 'handoff'];

test('the commands are tools, with a description of each argument, and whether they change anything', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  await using client = new McpClient(repo.dir, { AGENTIC_HOLDER: 'me' });
  const { instructions, serverInfo } = await client.open();
  expect(serverInfo).toMatchObject({ name: 'agentic-plan' });
  expect(instructions).toContain('`claim`');
  const { result } = await client.ask('tools/list');
  const tools = result?.['tools'] as readonly Listed[];
  expect(tools.map(({ name }) => name).sort()).toEqual([...READERS, 'claim', 'release'].sort());
  for (const { name, annotations, inputSchema } of tools) {
    expect(annotations.readOnlyHint, name).toBe(READERS.includes(name));
    for (const { description } of Object.values(inputSchema.properties))
      expect(description.length).toBeGreaterThan(9);
  }
});

test('a claim by a tool keeps off a command, and is given back by a tool', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
  const other = remote.clone();
  await using client = new McpClient(repo.dir, { AGENTIC_HOLDER: 'me' });
  await client.open();
  const claimed = await client.call('claim', { paths: ['a.txt'], task: 'tidy up' });
  expect(claimed.isError).toBe(false);
  expect(parseJson({ code: 0, stdout: claimed.text, stderr: '' })).toMatchObject({
    outcome: 'claimed',
    changed: true,
  });
  const refused = await callProgram(other.dir, ['claim', 'a.txt', 'b.txt'], {
    env: { AGENTIC_HOLDER: 'you' },
  });
  expect(refused).toMatchObject({ code: 3 });
  writeFileSync(join(repo.dir, 'a.txt'), 'two\n');
  expect(JSON.parse((await client.call('check')).text)).toMatchObject({ command: 'check', held: [] });
  expect((await client.call('release', { paths: ['a.txt'] })).isError).toBe(false);
  const free = await callProgram(other.dir, ['claim', 'a.txt', 'b.txt'], { env: { AGENTIC_HOLDER: 'you' } });
  expect(free).toMatchObject({ code: 0 });
});

test('what somebody else holds is an error that names the holder, and a look says the same before', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n' });
  await callProgram(remote.clone().dir, ['claim', 'a.txt', '--task', 'theirs'], {
    env: { AGENTIC_HOLDER: 'ana' },
  });
  repo.git('checkout', '-q', '-b', 'topic');
  repo.commit({ 'a.txt': 'mine\n' });
  await using client = new McpClient(repo.dir, { AGENTIC_HOLDER: 'me' });
  await client.open();
  const look = JSON.parse((await client.call('look')).text);
  expect(look).toMatchObject({ command: 'look', outcome: 'looked', presence: { branches: [] } });
  expect(look).not.toHaveProperty('tasks');
  expect(JSON.parse((await client.call('check')).text)).toMatchObject({ held: [{ paths: ['a.txt'] }] });
  const held = await client.call('claim', { paths: ['a.txt'] });
  expect(held.isError).toBe(true);
  expect(JSON.parse(held.text)).toMatchObject({ outcome: 'held', changed: false, held: [{ agent: 'ana' }] });
});

test('what cannot be done is refused in words, and the server goes on', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  await using client = new McpClient(repo.dir, { AGENTIC_HOLDER: 'me' });
  await client.open();
  for (const [tool, args, words] of REFUSED) {
    const answer = await client.call(tool, args);
    expect(answer).toMatchObject({ isError: true });
    expect(answer.text).toContain(words);
  }
  expect((await client.call('status')).isError).toBe(false);
});

test('an input that is closed before anything was asked is the end of it', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  expect(await runCli(repo.dir, ['mcp'], { input: '' })).toEqual({ code: 0, stdout: '', stderr: '' });
});

const REFUSED = [
  ['take', {}, 'there is no tool take; there are: look, claim'],
  ['claim', { path: 'a.txt' }, 'there is no argument path; there are: paths, task, wait'],
  ['claim', { paths: 'a.txt' }, 'paths is not a list'],
  ['claim', { paths: [] }, 'paths is empty'],
  ['claim', { paths: ['../x'] }, 'unsafe-path'],
  ['handoff', { task: 'x' }, 'task-not-finished'],
] as const;

interface Listed {
  readonly name: string;
  readonly annotations: { readonly readOnlyHint: boolean };
  readonly inputSchema: { readonly properties: Readonly<Record<string, { readonly description: string }>> };
}
