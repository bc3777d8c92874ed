import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readBranchRules } from '../../src/github/branch-rules.ts';

/** In the place of GitHub's API: what each path answers; `undefined` is not known, a function never ends. */
async function withApi<T>(
  answers: Record<string, unknown>,
  use: (url: string, asked: string[]) => Promise<T>,
): Promise<T> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    const path = url.split('?')[0] ?? '';
    asked.push(path);
    const answer = answers[path];
    if (answer === 'silent') return;
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const RULES = '/repos/acme/shop/rules/branches/agentic%2Fmain';
const found = (url: string, more: { table?: string; timeoutMs?: number } = {}) =>
  readBranchRules({
    url,
    token: 't',
    host: 'github.com',
    table: 'github.com/acme/shop',
    branch: 'agentic/main',
    timeoutMs: 5_000,
    ...more,
  });

test('the rules of a branch, without those that whoever asks may bypass', async () => {
  const rules = [
    { type: 'required_signatures', ruleset_id: 1 },
    { type: 'update', ruleset_id: 2 },
    { type: 'branch_name_pattern', ruleset_id: 3, parameters: { operator: 'starts_with', pattern: 'x' } },
    'nonsense',
  ];
  const answers = {
    [RULES]: rules,
    '/repos/acme/shop/rulesets/1': { current_user_can_bypass: 'never' },
    '/repos/acme/shop/rulesets/2': { current_user_can_bypass: 'always' },
  };
  expect((await withApi(answers, (url) => found(url))).map(({ type }) => type)).toEqual([
    'required_signatures',
    'branch_name_pattern',
  ]);
});

test('what the host does not say, or not in time, or of another host, is no obstacle', async () => {
  expect(await withApi({}, (url) => found(url))).toEqual([]);
  expect(await withApi({ [RULES]: 'silent' }, (url) => found(url, { timeoutMs: 50 }))).toEqual([]);
  expect(await withApi({ [RULES]: { not: 'a list' } }, (url) => found(url))).toEqual([]);
  const elsewhere = withApi({ [RULES]: [] }, async (url, asked) => {
    expect(await found(url, { table: 'git.example.org/acme/shop' })).toEqual([]);
    expect(await found(url, { table: 'github.com/acme/../shop' })).toEqual([]);
    return asked;
  });
  expect(await elsewhere).toEqual([]);
});
