import { describe, expect, test } from 'vitest';
import { decideAdmission } from '../../src/app/conversation/guard-creation.ts';
import { keepConversation } from '../../src/app/conversation/keep-conversation.ts';
import type { GuardAnswer } from '../../src/app/ports/conversation.ts';
import { writeMarker } from '../../src/core/model/comment-marker.ts';
import { githubConversation } from '../../src/github/conversation.ts';
import { type FakeGithub, serveGithub } from '../support/fake-github/serve.ts';
import { writeComment } from '../support/fake-github/world.ts';
import { makeRepository } from '../support/git-fixture.ts';

const BOT = 'github-actions[bot]';
const WRITER = 'ghs_writer-of-this-test';
const READER = 'ghs_reader-of-this-test';
const GUARD = 'refs/agentic/comments/7';

async function openWorld() {
  const bare = makeRepository({ bare: true });
  const head = bare.commit({ 'a.txt': 'a' }, { branch: 'feature' });
  const github = await serveGithub({
    bare: bare.dir,
    tokens: {
      [WRITER]: { login: BOT, may: { contents: 'write', pulls: 'write' } },
      [READER]: { login: BOT, may: { contents: 'read', pulls: 'write' } },
    },
    pulls: { 7: { branch: 'feature' } },
  });
  const body = `${writeMarker({ pull: 7, head, asked: [] })}\nwhat is to be said`;
  /** One run. `during`: what the others do while it pauses. */
  async function keep({
    token = WRITER,
    during = async () => {},
  }: {
    token?: string;
    during?: () => Promise<unknown>;
  } = {}) {
    const conversation = await githubConversation(
      { url: github.env.GITHUB_API_URL, token, owner: 'acme', repo: 'shop' },
      { totalMs: 60_000, callMs: 5_000, now: () => 0, wait: async () => void (await during()) },
    );
    const compose = () => ({ body, isWorthSaying: true });
    const { comment } = await keepConversation({
      conversation,
      pull: { number: 7, head },
      compose,
      guarded: true,
    });
    return { comment: comment.kind, calls: conversation.calls() };
  }
  return { github, bare, head, body, keep, [Symbol.asyncDispose]: () => github[Symbol.asyncDispose]() };
}

const posts = ({ calls }: FakeGithub): number =>
  calls.filter((call) => call === 'POST /issues/7/comments').length;
const guards = (bare: ReturnType<typeof makeRepository>): string =>
  bare.git('for-each-ref', '--format=%(refname)', 'refs/agentic');

describe('a ref guards the making of a comment', () => {
  test('seven calls where it is made, two where it is there; the ref is gone afterwards', async () => {
    await using world = await openWorld();
    expect(await world.keep()).toEqual({ comment: 'kept', calls: 7 });
    expect(await world.keep()).toEqual({ comment: 'kept', calls: 2 });
    expect([guards(world.bare), world.github.breaches]).toEqual(['', []]);
  });

  test('two runs at once end with one comment and one POST', async () => {
    await using world = await openWorld();
    const { github, keep } = world;
    const runs: Promise<Awaited<ReturnType<typeof keep>>>[] = [];
    // whoever finds it held waits for the other's end
    for (const other of [1, 0]) runs.push(keep({ during: async () => runs[other] }));
    const ends = await Promise.all(runs);
    expect(ends.map(({ comment }) => comment)).toEqual(['kept', 'kept']);
    expect([github.world.comments.length, posts(github)]).toEqual([1, 1]);
    expect([guards(world.bare), github.breaches]).toEqual(['', []]);
  });

  test('whoever gets it after the other let go looks first', async () => {
    await using world = await openWorld();
    const { github, body } = world;
    github.onCall = (call) => {
      if (call === 'POST /git/refs') writeComment(github.world, { pull: 7, login: BOT, body });
    };
    expect((await world.keep()).comment).toBe('kept');
    expect([github.world.comments.length, posts(github), guards(world.bare)]).toEqual([1, 0, '']);
  });

  test('one that a run left behind is taken over after two pauses', async () => {
    await using world = await openWorld();
    world.bare.git('update-ref', GUARD, world.head);
    let pauses = 0;
    expect(await world.keep({ during: async () => void pauses++ })).toEqual({ comment: 'kept', calls: 9 });
    expect([pauses, posts(world.github), guards(world.bare)]).toEqual([2, 1, '']);
  });

  test('without the permission it is as it was, for one call more', async () => {
    await using world = await openWorld();
    expect(await world.keep({ token: READER })).toEqual({ comment: 'kept', calls: 5 });
    expect(await world.keep({ token: READER })).toEqual({ comment: 'kept', calls: 2 });
  });
});

test.each<[string, readonly GuardAnswer[], ReturnType<typeof decideAdmission>]>([
  ['asks for it', [], 'take'],
  ['asks again where another has it', ['held'], 'take'],
  ['goes on when the other had time enough', ['held', 'held'], 'create'],
  ['goes on when it has it', ['taken'], 'create'],
  ['goes on when it got it at last', ['held', 'taken'], 'create'],
  ['goes on where nobody may have it', ['unguarded'], 'create'],
])('who would make a comment %s', (_what, answers, next) => expect(decideAdmission(answers)).toBe(next));
