import { expect, test } from 'vitest';
import { startWorkflow } from '../../src/github/start-workflow.ts';
import { type FakeGithub, type Fault, serveGithub } from '../support/fake-github/serve.ts';
import type { FakeToken } from '../support/fake-github/world.ts';
import { makeRepository } from '../support/git-fixture.ts';

const TOKEN = 'ghs_job-token-of-this-test';
const RUN = 'feature-login-3f9c2a17';
const bare = makeRepository({ bare: true });
bare.commit({
  '.github/workflows/agentic-plan.yml': 'on: { workflow_dispatch: }\n',
  '.github/workflows/other.yml': 'on: push\n',
});

const open = (may: FakeToken['may'] = { actions: 'write' }): Promise<FakeGithub> =>
  serveGithub({
    bare: bare.dir,
    tokens: { [TOKEN]: { login: 'github-actions[bot]', may } },
  });

interface Wish {
  readonly workflow?: string;
  readonly ref?: string;
  readonly token?: string;
  readonly callMs?: number;
}

const start = (
  { env }: FakeGithub,
  { workflow = 'agentic-plan.yml', ref = 'main', token = TOKEN, callMs = 10_000 }: Wish = {},
) =>
  startWorkflow(
    {
      url: env.GITHUB_API_URL,
      token,
      owner: 'acme',
      repo: 'shop',
      workflow,
      ref,
      inputs: { run: RUN },
      known: RUN,
    },
    { totalMs: 60_000, callMs, now: () => 0, wait: async () => {} },
  );

const POST = { method: 'POST', path: /dispatches$/ } as const;
const GET = { method: 'GET', path: /runs$/ } as const;
const bad = { status: 502, answer: '<html>bad gateway</html>' };
const calm = { status: 429, answer: { message: 'slow down' }, headers: { 'retry-after': '1' } };

test('it is started once, with the run as its only input', async () => {
  await using github = await open();
  expect(await start(github)).toBeUndefined();
  expect(github.world.dispatches).toEqual([
    { workflow: 'agentic-plan.yml', ref: 'main', inputs: { run: RUN } },
  ]);
  expect([github.calls.length, github.breaches]).toEqual([1, []]);
});

test.each<[string, Wish, FakeToken['may'], object]>([
  ['a token that may only read', {}, { actions: 'read' }, { kind: 'not-allowed' }],
  ['a token that may nothing', {}, { contents: 'write' }, { kind: 'not-allowed' }],
  ['a token that is over', { token: 'ghs_other' }, { actions: 'write' }, { kind: 'not-allowed' }],
  [
    'a workflow that the branch does not have',
    { workflow: 'gone.yml' },
    { actions: 'write' },
    { kind: 'not-there' },
  ],
  [
    'one that cannot be started so',
    { workflow: 'other.yml' },
    { actions: 'write' },
    { kind: 'refused', status: 422 },
  ],
  ['a branch that is gone', { ref: 'trunk' }, { actions: 'write' }, { kind: 'refused', status: 422 }],
])('%s: it is not, and that is a value', async (_what, wish, may, failure) => {
  await using github = await open(may);
  expect(await start(github, wish)).toEqual(failure);
  expect([github.world.dispatches, github.breaches]).toEqual([[], []]);
});

test('a workflow that somebody has disabled is refused', async () => {
  await using github = await open();
  github.world.disabled = new Set(['agentic-plan.yml']);
  expect(await start(github)).toEqual({ kind: 'refused', status: 422 });
});

test.each<[string, readonly Fault[], number, number]>([
  ['an answer that is lost: its run is there, and nothing is sent again', [{ ...POST, does: 'lost' }], 1, 2],
  ['a request that never arrived is sent again', [{ ...POST, does: 'reset' }], 1, 3],
  ['a gateway that is in trouble once', [{ ...POST, does: bad }], 1, 3],
  ['a host that wants to be asked later', [{ ...POST, does: calm }], 1, 2],
])('%s', async (_what, faults, started, calls) => {
  await using github = await open();
  github.faults.push(...faults.map((fault) => ({ ...fault })));
  expect(await start(github)).toBeUndefined();
  expect([github.world.dispatches.length, github.calls.length]).toEqual([started, calls]);
});

test('an answer that does not come is not waited for', async () => {
  await using github = await open();
  github.faults.push({ ...POST, does: 'silent' });
  expect(await start(github, { callMs: 800 })).toBeUndefined();
  expect(github.world.dispatches.length).toBeGreaterThan(0);
});

test.each<[string, readonly Fault[]]>([
  [
    'its runs cannot be looked at, either',
    [
      { ...POST, does: 'lost' },
      { ...GET, does: bad, times: 9 },
    ],
  ],
  [
    'what it says of its runs is a page of a proxy',
    [
      { ...POST, does: 'lost' },
      { ...GET, does: { status: 200, answer: '<html>' } },
    ],
  ],
])('nothing is sent twice blindly: %s', async (_what, faults) => {
  await using github = await open();
  github.faults.push(...faults.map((fault) => ({ ...fault })));
  expect(await start(github)).toEqual({ kind: 'lost' });
  expect(github.world.dispatches).toHaveLength(1);
});

test('it is not tried for ever', async () => {
  await using github = await open();
  github.faults.push({ ...POST, does: 'reset', times: 99 });
  expect(await start(github)).toEqual({ kind: 'lost' });
  expect(github.calls.filter((call) => call.startsWith('POST'))).toHaveLength(2);
});
