import { expect, test } from 'vitest';
import { keepComment } from '../../src/app/conversation/keep-comment.ts';
import type { Conversation } from '../../src/app/ports/conversation.ts';
import { writeMarker } from '../../src/core/model/comment-marker.ts';
import { githubConversation } from '../../src/github/conversation.ts';
import { type FakeGithub, serveGithub } from '../support/fake-github/serve.ts';
import { writeComment } from '../support/fake-github/world.ts';
import { makeRepository } from '../support/git-fixture.ts';

const BOT = 'github-actions[bot]';
const JOB = 'ghs_job-token-of-this-test';
const APP = 'ghs_app-token-of-this-test';
const tokens = {
  [JOB]: { login: BOT, may: { contents: 'read', pulls: 'write' } },
  [APP]: { login: 'planner[bot]', may: { contents: 'read', pulls: 'write' } },
  ghs_reader: { login: BOT, may: { contents: 'read', pulls: 'read' } },
} as const;

const bare = makeRepository({ bare: true });
const head = bare.commit({ 'a.txt': 'a' }, { branch: 'feature' });

interface World extends AsyncDisposable {
  readonly github: FakeGithub;
  readonly talk: (token?: string) => Promise<Conversation>;
  readonly waited: number[];
}

async function openWorld(prefix = ''): Promise<World> {
  const github = await serveGithub({ bare: bare.dir, tokens, pulls: { 7: { branch: 'feature' } }, prefix });
  const waited: number[] = [];
  let clock = 0;
  return {
    github,
    waited,
    talk: (token = JOB) =>
      githubConversation(
        { url: github.env.GITHUB_API_URL, token, owner: 'acme', repo: 'shop' },
        {
          totalMs: 20_000,
          callMs: 2_000,
          now: () => clock,
          wait: async (ms) => {
            waited.push(ms);
            clock += ms;
          },
        },
      ),
    [Symbol.asyncDispose]: () => github[Symbol.asyncDispose](),
  };
}

const marker = writeMarker({ pull: 7, head, asked: [] });
const compose = (text: string) => () => ({ body: `${marker}\n${text}`, isWorthSaying: true });

async function keep(world: World, text: string, { token = JOB, at = head as string } = {}) {
  const { comments, pulls, calls } = await world.talk(token);
  const kept = await keepComment({ comments, pulls, pull: { number: 7, head: at }, compose: compose(text) });
  return { kind: kept.kind, calls: calls() };
}

const bodies = ({ github }: World) =>
  github.world.comments.map(({ body }) => body.split('\n').slice(1).join('\n'));
const clutter = ({ github }: World, many: number): void => {
  for (let at = 0; at < many; at++)
    writeComment(github.world, { pull: 7, login: 'ana', body: `comment ${at}` });
};

test('makes one comment, updates it, leaves it alone: at most four calls, all as GitHub describes them', async () => {
  await using world = await openWorld();
  expect(await keep(world, 'one')).toEqual({ kind: 'kept', calls: 4 });
  expect(await keep(world, 'two')).toEqual({ kind: 'kept', calls: 3 });
  expect(await keep(world, 'two')).toEqual({ kind: 'kept', calls: 2 });
  expect(bodies(world)).toEqual(['two']);
  expect(world.github.breaches).toEqual([]);
});

test.each([
  [99, 4],
  [100, 4],
  [101, 5],
  [3000, 33],
])('beside %i comments of others it takes %i calls, and finds its own on any page', async (many, calls) => {
  await using world = await openWorld();
  clutter(world, many);
  expect((await keep(world, 'one')).calls).toBe(calls);
  clutter(world, 1);
  await keep(world, 'two');
  expect(world.github.world.comments.filter(({ login }) => login === BOT)).toHaveLength(1);
  expect(world.github.calls.every((call) => !call.includes('elsewhere'))).toBe(true);
});

test('row 67: a comment of somebody else with our marker is neither believed nor touched', async () => {
  await using world = await openWorld();
  writeComment(world.github.world, { pull: 7, login: 'eve', body: `${marker}\nfree money` });
  expect((await keep(world, 'one')).kind).toBe('kept');
  expect(bodies(world)).toEqual(['free money', 'one']);
});

test('another token than the job’s own finds its comment by asking who it is', async () => {
  await using world = await openWorld();
  await keep(world, 'one', { token: APP });
  expect(await keep(world, 'two', { token: APP })).toEqual({ kind: 'kept', calls: 4 });
  expect(bodies(world)).toEqual(['two']);
});

test('row 67: of two of ours the oldest stays', async () => {
  await using world = await openWorld();
  for (const text of ['old', 'double'])
    writeComment(world.github.world, { pull: 7, login: BOT, body: `${marker}\n${text}` });
  await keep(world, 'new');
  expect(bodies(world)).toEqual(['new']);
});

test('two runs that make it at the same time end with one', async () => {
  await using world = await openWorld();
  let others: Promise<unknown> | undefined;
  world.github.onCall = (call) => {
    if (call.startsWith('POST') && !others) {
      others = Promise.resolve();
      writeComment(world.github.world, { pull: 7, login: BOT, body: `${marker}\nof the other run` });
    }
  };
  expect((await keep(world, 'mine')).kind).toBe('kept');
  expect(bodies(world)).toHaveLength(1);
});

test.each([
  ['done', 'lost'],
  ['not done', 'reset'],
] as const)(
  'a comment whose answer is lost, and which was %s, is looked for, not sent twice',
  async (_what, does) => {
    await using world = await openWorld();
    world.github.faults.push({ method: 'POST', path: /comments$/, does });
    expect((await keep(world, 'one')).kind).toBe('kept');
    expect(bodies(world)).toEqual(['one']);
  },
);

test('row 67: a comment that is deleted between look and write is made again', async () => {
  await using world = await openWorld();
  await keep(world, 'one');
  world.github.onCall = (call) => {
    if (call.startsWith('PATCH')) world.github.world.comments.splice(0);
  };
  expect((await keep(world, 'two')).kind).toBe('kept');
  expect(bodies(world)).toEqual(['two']);
});

test('nothing is written once the pull request has another head, or is closed', async () => {
  await using world = await openWorld();
  expect((await keep(world, 'one', { at: 'f'.repeat(40) })).kind).toBe('overtaken');
  const pull = world.github.world.pulls.get(7);
  if (pull) pull.state = 'closed';
  expect((await keep(world, 'one')).kind).toBe('overtaken');
  expect(world.github.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
});

test.each([
  [429, { 'retry-after': '3' }],
  [403, { 'retry-after': '3' }],
])('%i with retry-after is waited for as long as is wanted, and asked again', async (status, headers) => {
  await using world = await openWorld();
  world.github.faults.push({ method: 'POST', path: /comments$/, does: { status, answer: {}, headers } });
  expect((await keep(world, 'one')).kind).toBe('kept');
  expect(world.waited).toEqual([3000]);
});

test.each([
  ['longer than there is time', { status: 429, answer: {}, headers: { 'retry-after': '3600' } }, 'busy'],
  [
    'for the rest of the hour',
    { status: 403, answer: {}, headers: { 'x-ratelimit-remaining': '0' } },
    'busy',
  ],
  ['with a page of a proxy', { status: 200, answer: '<html>welcome</html>' }, 'lost'],
  ['with a gateway’s trouble', { status: 502, answer: '' }, 'lost'],
  [
    'with a redirect to another host',
    { status: 302, headers: { location: 'https://elsewhere.invalid/' } },
    'lost',
  ],
  ['with nothing', 'silent', 'lost'],
] as const)(
  'row 71: a host that answers %s is given up, and that is a value',
  async (_what, does, kind) => {
    await using world = await openWorld();
    world.github.faults.push({ method: 'GET', path: /./, does, times: 9 });
    const { comments, pulls } = await world.talk();
    const kept = await keepComment({ comments, pulls, pull: { number: 7, head }, compose: compose('x') });
    expect(kept).toEqual({ kind: 'failed', failure: { kind } });
  },
  30_000,
);

test.each([
  ['a token that may only read', 'ghs_reader'],
  ['a token that is not known', 'ghs_expired'],
])('row 69: %s is not allowed to', async (_what, token) => {
  await using world = await openWorld();
  expect((await keep(world, 'one', { token })).kind).toBe('failed');
  expect(world.github.world.comments).toEqual([]);
});

test('an Enterprise Server has its API below a path', async () => {
  await using world = await openWorld('/api/v3');
  await keep(world, 'one', { token: APP });
  expect(await keep(world, 'two', { token: APP })).toEqual({ kind: 'kept', calls: 4 });
  expect(world.github.breaches).toEqual([]);
});
