import { expect, test } from 'vitest';
import { keepConversation } from '../../src/app/conversation/keep-conversation.ts';
import { writeMarker } from '../../src/core/model/comment-marker.ts';
import { githubConversation } from '../../src/github/conversation.ts';
import { type FakeGithub, serveGithub } from '../support/fake-github/serve.ts';
import { makeRepository } from '../support/git-fixture.ts';

const TOKEN = 'ghs_job-token-of-this-test';
const bare = makeRepository({ bare: true });
const head = bare.commit({ 'a.txt': 'a' }, { branch: 'feature' });
const body = `${writeMarker({ pull: 7, head, asked: [] })}\nas before`;

const openGithub = (): Promise<FakeGithub> =>
  serveGithub({
    bare: bare.dir,
    tokens: { [TOKEN]: { login: 'github-actions[bot]', may: { contents: 'read', pulls: 'write' } } },
    pulls: { 7: { branch: 'feature' } },
  });

const labelsOf = (many: number) =>
  Array.from({ length: many }, (_, at) => ({
    name: `agentic:lock/${at}`,
    description: `Held: ${at}`,
    color: 'fbca04',
  }));

/** One run, and how many calls it took. */
async function keep(github: FakeGithub, many: number) {
  const conversation = await githubConversation(
    { url: github.env.GITHUB_API_URL, token: TOKEN, owner: 'acme', repo: 'shop' },
    { totalMs: 20_000, callMs: 5_000, now: () => 0, wait: async () => {} },
  );
  const outcome = await keepConversation({
    conversation,
    pull: { number: 7, head },
    compose: () => ({ body, isWorthSaying: true }),
    labels: labelsOf(many),
  });
  return { labels: outcome.labels.kind, all: conversation.calls(), forLabels: outcome.labelCalls };
}

const undescribed = ({ world }: FakeGithub): number =>
  [...world.labels.values()].filter(({ description }) => description === null).length;

test.each([
  [1, 2],
  [4, 5],
  [10, 11],
])(
  '%i labels new to the repository take %i calls once, and none where nothing changes',
  async (many, forLabels) => {
    await using github = await openGithub();
    expect(await keep(github, many)).toEqual({ labels: 'kept', all: 4 + forLabels, forLabels });
    expect(undescribed(github)).toBe(0);
    expect(await keep(github, many)).toEqual({ labels: 'kept', all: 2, forLabels: 0 });
    expect(github.breaches).toEqual([]);
  },
);

test('labels that the repository has already take one call, however many they are', async () => {
  await using github = await openGithub();
  await keep(github, 10);
  const pull = github.world.pulls.get(7);
  if (pull) pull.labels = [];
  expect(await keep(github, 10)).toEqual({ labels: 'kept', all: 3, forLabels: 1 });
});

test('what was not described goes into later runs, which take no more than four calls', async () => {
  await using github = await openGithub();
  github.faults.push({ method: 'PATCH', path: /labels/, does: 'reset' });
  expect(await keep(github, 5)).toMatchObject({ labels: 'failed' });
  expect(undescribed(github)).toBe(5);
  for (const left of [3, 1, 0]) {
    expect((await keep(github, 5)).all).toBeLessThanOrEqual(4);
    expect(undescribed(github)).toBe(left);
  }
});

test('where labels may be put on and not described, one call shows it', async () => {
  await using github = await openGithub();
  github.faults.push({ method: 'PATCH', path: /labels/, does: { status: 403, answer: {} }, times: 99 });
  expect(await keep(github, 5)).toEqual({ labels: 'kept', all: 6, forLabels: 2 });
  expect(await keep(github, 5)).toEqual({ labels: 'kept', all: 3, forLabels: 1 });
});
