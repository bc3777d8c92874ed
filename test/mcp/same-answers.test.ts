import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, runCli } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { McpClient } from '../support/mcp-client.ts';

const ME = { AGENTIC_HOLDER: 'me' };

const OF_THE_MOMENT = /^(?:as_of|at|since|left_s|free_in_s|inputs_digest)$/;

const plain = (text: string): unknown =>
  JSON.parse(text, (key, value) => (OF_THE_MOMENT.test(key) ? '' : value));

const CASES = [
  ['status', {}, ['status']],
  ['status', { paths: ['a.txt'] }, ['status', 'a.txt']],
  ['ready', {}, ['status', '--ready']],
  ['check', {}, ['check']],
  ['plan', {}, ['plan']],
  ['claim', { paths: ['a.txt'] }, ['claim', 'a.txt']],
  ['claim', { paths: ['../x'] }, ['claim', '../x']],
  ['release', { paths: ['c.txt'] }, ['release', 'c.txt']],
  ['handoff', { task: 'x' }, ['handoff', 'x']],
] as const;

test('each tool says what its command says', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
  await callProgram(remote.clone().dir, ['claim', 'a.txt', '--task', 'theirs'], {
    env: { AGENTIC_HOLDER: 'ana' },
  });
  repo.git('checkout', '-q', '-b', 'topic');
  repo.commit({ 'a.txt': 'mine\n' });
  await using client = new McpClient(repo.dir, ME);
  await client.open();
  for (const [tool, args, command] of CASES) {
    const said = await callProgram(repo.dir, [...command, '--json'], { env: ME });
    const answer = await client.call(tool, args);
    expect(plain(answer.text), command.join(' ')).toEqual(plain(said.stdout));
    expect(answer.isError, command.join(' ')).toBe(said.code !== 0 && said.code !== 1);
  }
});

test('inside a wrapped agent a tool asks the wrapper, by the folder of its run', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n', 'docs/b.md': 'one\n' });
  const lines = [
    {
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
    },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/call', params: { name: 'claim', arguments: { paths: ['docs'] } } },
  ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
  const agent = `const { spawnSync } = require('node:child_process');
    const { stdout } = spawnSync(process.execPath, [${JSON.stringify(CLI)}, 'mcp'], { input: ${JSON.stringify(`${lines.join('\n')}\n`)}, encoding: 'utf8' });
    console.log(JSON.stringify({ id: process.env.AGENTIC_CLAIM, last: stdout.trim().split('\\n').pop() }));`;
  const { stdout } = await runCli(repo.dir, ['claim', 'a.txt', '--', process.execPath, '-e', agent], {
    env: ME,
  });
  const { id, last } = JSON.parse(stdout);
  const { result } = JSON.parse(last);
  expect(JSON.parse(result.content[0].text)).toMatchObject({
    outcome: 'claimed',
    claim: { id, paths: ['a.txt', 'docs'] },
  });
});
