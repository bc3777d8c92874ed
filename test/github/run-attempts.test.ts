import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { Forge } from '../../src/app/ports/forge.ts';
import type { CiHolder } from '../../src/core/claim/holder.ts';
import { githubForge } from '../../src/github/run-attempts.ts';
import { type AttemptsApi, serveAttempts } from '../support/attempts-api.ts';

const TABLE = 'github.com/acme/shop';
const TOKEN = 'ghs_a-secret-of-this-test';
const holder = (run: string, attempt = 1, repository = 'acme/shop'): CiHolder => ({
  kind: 'ci',
  repository,
  run,
  attempt,
});

let clock = 0;
const forgeAt = ({ url }: AttemptsApi, timeoutMs = 2_000): Forge =>
  githubForge({ url, token: TOKEN, host: 'github.com', table: TABLE, timeoutMs, now: () => clock });
const failing =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ message: `no (${TOKEN})` }));
  };

test.each([
  ['completed', 'over'],
  ['in_progress', 'running'],
  ['queued', 'running'],
  ['waiting', 'running'],
  ['a status of later years', 'running'],
])('an attempt that is %s is %s', async (status, standing) => {
  await using api = await serveAttempts({ '77/2': status });
  expect(await forgeAt(api).isAttemptOver(holder('77', 2))).toBe(standing);
  expect(api.asked).toMatchObject([
    {
      path: '/repos/acme/shop/actions/runs/77/attempts/2',
      headers: { authorization: `token ${TOKEN}`, 'user-agent': expect.stringMatching(/^agentic-plan/) },
    },
  ]);
});

test.each([
  ['that it does not know', undefined],
  ['it may not show', failing(403)],
  ['with a bad token', failing(401)],
  ['it fails on', failing(500)],
  ['it is gone for', failing(410)],
  ['it answers about with another attempt', (r: ServerResponse) => answer(r, { id: 5, run_attempt: 2 })],
  ['it answers about with another run', (r: ServerResponse) => answer(r, { id: 6, run_attempt: 1 })],
  ['it answers about with no attempt', (r: ServerResponse) => answer(r, { id: 5 })],
  ['it answers about with nothing', (r: ServerResponse) => r.end()],
  ['it answers about with a page', (r: ServerResponse) => r.end('<html>completed</html>')],
  ['whose answer breaks off', (r: ServerResponse) => r.destroy()],
  ['it never answers about', () => {}],
])('an attempt %s is unknown, never over', async (what, answering) => {
  await using api = await serveAttempts(answering ? { '5/1': answering } : {});
  const timeoutMs = what === 'it never answers about' ? 1_000 : 10_000;
  expect(await forgeAt(api, timeoutMs).isAttemptOver(holder('5'))).toBe('unknown');
  expect(api.asked).toHaveLength(1);
});

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ...body, status: 'completed' }));
}

test('a host that is not there is unknown', async () => {
  const api = await serveAttempts({});
  await api[Symbol.asyncDispose]();
  expect(await forgeAt(api).isAttemptOver(holder('5'))).toBe('unknown');
});

test('only attempts of the table’s own repository are asked about', async () => {
  await using api = await serveAttempts({ '5/1': 'completed' });
  const forge = forgeAt(api);
  for (const other of [
    holder('5', 1, 'acme/other'),
    holder('5', 1, '../shop'),
    holder('5', 1, 'acme/shop/../..'),
    holder('5/../6'),
    holder('', 1),
    holder('5', 0),
    holder('5', 1.5),
  ])
    expect(await forge.isAttemptOver(other)).toBe('unknown');
  expect(api.asked).toEqual([]);
  expect(await forge.isAttemptOver(holder('5', 1, 'Acme/Shop'))).toBe('over');
});

test('what is over is asked once, what runs is asked again after a while', async () => {
  await using api = await serveAttempts({ '5/1': 'completed', '6/1': 'in_progress' });
  const forge = forgeAt(api);
  for (const run of ['5', '6', '5', '6']) await forge.isAttemptOver(holder(run));
  expect(api.asked).toHaveLength(2);
  clock += 20_000;
  for (const run of ['5', '6']) await forge.isAttemptOver(holder(run));
  expect(api.asked.map(({ path }) => path.split('/')[6])).toEqual(['5', '6', '6']);
});

test('a limit is kept to: no further question until the host wants one', async () => {
  await using api = await serveAttempts({
    '5/1': failing(429, { 'retry-after': '120' }),
    '6/1': 'completed',
  });
  const forge = forgeAt(api);
  expect(await forge.isAttemptOver(holder('5'))).toBe('unknown');
  expect(await forge.isAttemptOver(holder('6'))).toBe('unknown');
  clock += 119_000;
  expect(await forge.isAttemptOver(holder('6'))).toBe('unknown');
  expect(api.asked).toHaveLength(1);
  clock += 2_000;
  expect(await forge.isAttemptOver(holder('6'))).toBe('over');
});

test('many holders do not make many questions', async () => {
  await using api = await serveAttempts({});
  const forge = forgeAt(api);
  for (let run = 1; run <= 40; run++) await forge.isAttemptOver(holder(String(run)));
  expect(api.asked).toHaveLength(30);
});
