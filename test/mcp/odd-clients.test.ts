import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { runCli } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { McpClient } from '../support/mcp-client.ts';

const CLIENT = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } };
const request = (id: number, method: string, params: unknown = {}): object => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});

test('what is no message is refused, what is a wrong one is told, and all others are answered to the end of the input', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n' });
  const lines = [
    'garbage',
    JSON.stringify([request(1, 'tools/list')]),
    '{"a":1}',
    ...[
      request(2, 'initialize', CLIENT),
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      request(3, 'nonsense'),
      request(4, 'tools/call', { name: 7 }),
      request(5, 'tools/call', { name: 'status', arguments: null }),
      request(6, 'tools/call', { name: 'constructor', arguments: {} }),
      request(7, 'tools/call', { name: 'status', arguments: { paths: ['a.txt'] } }),
      request(8, 'ping'),
    ].map((message) => JSON.stringify(message)),
  ];
  const { code, stdout, stderr } = await runCli(repo.dir, ['mcp'], { input: `${lines.join('\n')}\n` });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const outcomes = answers.map(({ id, error, result }) => [
    id,
    error?.code ?? (result.isError === true ? 'refused' : 'done'),
  ]);
  const [unnamed, named] = [outcomes.filter(([id]) => id === null), outcomes.filter(([id]) => id !== null)];
  expect(unnamed.map(([, code_]) => code_)).toEqual([-32700, -32600, -32600]);
  expect(Object.fromEntries(named)).toEqual({
    2: 'done',
    3: -32601,
    4: -32603,
    5: -32603,
    6: 'refused',
    7: 'done',
    8: 'done',
  });
});

test('several calls at once each get their own answer, and all that is claimed is one session’s', async () => {
  const { repo } = makeTeam({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
  await using client = new McpClient(repo.dir, { AGENTIC_HOLDER: 'me' });
  await client.open();
  const answers = await Promise.all(
    ['a.txt', 'b.txt'].map((path) => client.call('claim', { paths: [path] })),
  );
  for (const answer of answers) expect(JSON.parse(answer.text)).toMatchObject({ outcome: 'claimed' });
  const { claims } = JSON.parse((await client.call('status')).text);
  expect(claims.flatMap(({ paths }: { paths: readonly string[] }) => paths).sort()).toEqual([
    'a.txt',
    'b.txt',
  ]);
});

test('a call that is cancelled ends its wait in line, claims nothing later, and the server goes on', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
  const there = remote.clone();
  const ana = { env: { AGENTIC_HOLDER: 'ana' } };
  await callProgram(there.dir, ['claim', 'a.txt'], ana);
  await using client = new McpClient(repo.dir, { AGENTIC_HOLDER: 'me' });
  await client.open();
  const waiting = client.start('tools/call', { name: 'claim', arguments: { paths: ['a.txt'], wait: '50s' } });
  expect((await client.call('status')).isError).toBe(false);
  client.cancel(waiting);
  await callProgram(there.dir, ['release'], ana);
  // the session's next claim has its turn once the wait is over
  expect((await client.call('claim', { paths: ['b.txt'] })).isError).toBe(false);
  const { claims } = JSON.parse((await client.call('status')).text);
  expect(claims).toMatchObject([{ paths: ['b.txt'] }]);
});
