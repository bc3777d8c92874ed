import { expect, test } from 'vitest';
import { openPullRequest } from '../support/fake-github/pull-request.ts';
import type { FakeToken } from '../support/fake-github/world.ts';

const BASE = {
  '.agentic-planrc.yaml':
    'agents: { bot: { command: [node, agent.mjs] } }\nworkflows: { work: [{ task: a, writes: [out/a.txt] }] }\n',
};

/** The job that plans and claims, with less than the workflow gives it. */
async function claim(may: FakeToken['may']) {
  const world = await openPullRequest({ base: BASE, may });
  const { github, remote } = world;
  const step = (inputs: Readonly<Record<string, string>>) =>
    world.run({
      inputs,
      env: {
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_ACTOR: 'ana',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_ACTIONS: 'true',
      },
    });
  const run = await step({ claim: 'true' });
  const release = (isShallow = false) => {
    if (!isShallow)
      world.checkout.git('fetch', '-q', '--unshallow', `file://${remote.dir}`, 'refs/pull/7/merge');
    return step({ command: 'release', run: run.outputs.get('run') ?? '' });
  };
  return { world, run, release, github, refs: () => remote.git('for-each-ref', 'refs/agentic') };
}

test('with all that it wants the first wave is claimed, and the comment says who is at work, and after the last job that nobody is', async () => {
  const { world, run, release, github, refs } = await claim({ contents: 'write', pulls: 'write' });
  await using _ = world;
  expect(run.code, run.log).toBe(0);
  expect(run.outputs.get('has-tasks'), run.log).toBe('true');
  expect(refs()).not.toBe('');
  expect(github.world.comments.map(({ body }) => body).join()).toMatch(
    /0 of \d+ tasks? done, \d+ at work[\s\S]*1 push and \d calls of the API so far/,
  );
  const released = await release(); // as after a cancel: no other job has run
  expect(Number(released.outputs.get('released')), released.log).toBeGreaterThan(0);
  const [comment] = github.world.comments;
  expect(comment?.body).toMatch(/### Agents on this pull request: 0 of \d+ tasks? done\n/);
  expect(comment?.body).not.toContain('at work');
  expect(github.world.comments).toHaveLength(1);
  expect(github.breaches).toEqual([]);
});

test('without `pull-requests: write` it is claimed all the same, and one line says what is missing', async () => {
  const { world, run, release, github, refs } = await claim({ contents: 'write' });
  await using _ = world;
  expect([run.code, run.outputs.get('has-tasks'), github.world.comments]).toEqual([0, 'true', []]);
  expect(refs()).not.toBe('');
  expect(run.log).toMatch(/left out: the comment.*pull-requests: write/);
  const shallow = await release(true); // the base is not in the checkout: how the run stands cannot be said
  expect([shallow.code, shallow.outputs.get('released')], shallow.log).toEqual([1, undefined]);
  expect(shallow.log).toMatch(/this clone is shallow.*git fetch --unshallow.*fetch-depth: 0/);
  expect(refs()).not.toContain('refs/agentic/locks');
  const released = await release();
  expect([released.code, github.world.comments], released.log).toEqual([0, []]);
  expect(released.log).toMatch(/left out: the comment.*pull-requests: write/);
});

test('without `contents: write` there is the plan and its comment, nothing is claimed, and that is said', async () => {
  const { world, run, github, refs } = await claim({ contents: 'read', pulls: 'write' });
  await using _ = world;
  expect([run.code, run.outputs.get('has-tasks'), refs()], run.log).toEqual([0, 'false', '']);
  expect(run.summary).toContain('### Plan for #7');
  expect(github.world.comments).toHaveLength(1);
  expect(run.log).toMatch(/contents: write/);
});
