import { expect, it } from 'vitest';
import type { ActionStart } from '../../src/action/action-command.ts';
import { tellWave } from '../../src/action/tell-wave.ts';
import type { WaveSeen } from '../../src/cli/commands/ci/step.ts';
import { serveGithub } from '../support/fake-github/serve.ts';
import { makeRepository } from '../support/git-fixture.ts';

const TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const problem = { code: 'empty-result', data: { task: 'b' } } as const;
const phases = (b: object): readonly [string, object][] => [
  ['a', { kind: 'done', how: 'published', commit: 'b81f2c0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }],
  ['b', b],
  ['c', { kind: 'waiting' }],
  ['d', { kind: 'stopped', because: 'b' }],
  ['e', { kind: 'skipped', why: { kind: 'needs' } }],
];

function waveOf(number: number, b: object, began = ''): WaveSeen {
  const tasks = phases(b).map(([id, phase]) => ({ task: { id }, phase, tries: 0 }));
  const plan = {
    run: 'feature-login-3f9c2a17',
    target: 'feature/login',
    tasks: tasks.map(({ task: { id } }) => ({
      id,
      kind: 'custom',
      origin: 'file',
      title: `Do ${id}`,
      assigned: 'bot',
      files: [`${id}.txt`],
      writes: [`${id}.txt`],
      estimate: 5,
      wave: id === 'a' ? 0 : 1,
      dependsOn: id === 'a' ? [] : [{ on: 'a', why: 'needs' }],
    })),
  };
  const state = { tasks, usedMs: 19 * 60_000, usedUsd: 0.84 };
  return {
    plan,
    state,
    given: new Set(['c']),
    wave: number,
    pushes: 1,
    escalateTo: ['@ana'],
    isWanted: true,
    result: { branch: 'agentic/feature-login', commit: 'c02d9aa0000000000000000000000000000000aa' },
    pull: { number: 133 },
    beganWith: async (commit: string) => commit === began,
  } as unknown as WaveSeen;
}

async function open() {
  const remote = makeRepository({ bare: true });
  remote.commit({ 'a.txt': 'a' });
  const head = remote.commit({ 'a.txt': 'b' }, { branch: 'feature/login', parents: ['main'] });
  const github = await serveGithub({
    bare: remote.dir,
    tokens: { [TOKEN]: { login: 'github-actions[bot]', may: { pulls: 'write' } } },
    pulls: { 7: { branch: 'feature/login' } },
  });
  const notices: string[] = [];
  const tell = (wave: WaveSeen, more: { readonly isFork?: boolean; readonly byHand?: true } = {}) => {
    const pull = {
      number: 7,
      head,
      headBranch: 'feature/login',
      baseBranch: 'main',
      title: 'x',
      isFork: false,
      ...more,
    };
    const host = { notice: (text: string) => notices.push(text), input: () => '' };
    const event = more.byHand ? { kind: 'own' } : { kind: 'proposal', base: head, pull };
    const start = { event, env: github.env, token: TOKEN, host };
    return tellWave(start as unknown as ActionStart, wave);
  };
  return {
    github,
    remote,
    head,
    tell,
    notices,
    body: () => github.world.comments.map(({ body }) => body).join('\n---\n'),
  };
}

it('is one, told anew by each wave: states, results, what needs a person, the picture and the cost', async () => {
  const { github, tell, body } = await open();
  await using _ = github;
  await tell(waveOf(1, { kind: 'waiting' }));
  expect(body()).toMatch(
    /### Agents on this pull request: 1 of 5 tasks done, 1 at work, 1 stopped, 1 skipped/,
  );
  expect(body()).not.toContain('@ana');
  await tell(waveOf(2, { kind: 'failed', problem }));
  expect(github.world.comments).toHaveLength(1);
  const lines = body().split('\n');
  expect(lines).toContain('| ✅ | a | bot | `a.txt` | Do a | done `b81f2c0` |');
  expect(body()).toMatch(/\*\*Needs a person \(1\)\.\*\* @ana/);
  expect(body()).toContain('are on `agentic/feature-login` (`c02d9aa`) → #133.');
  expect(body()).toContain('```mermaid');
  expect(lines).toEqual(expect.arrayContaining(['1. ✅ a', '2. ⛔ b · ▶️ c · ⏹️ d · ⏭️ e']));
  expect(body()).toContain('    t2["⛔ b"]:::trouble');
  expect(body()).toMatch(/after wave 2 · \$0\.84, 19 agent minutes · 2 pushes and 6 calls of the API so far/);
  const calls = github.calls.length; // what each job has said is what it took, but for the look after a new comment
  expect(calls).toBe(7);
  expect(github.breaches).toEqual([]);
});

it('is kept up by a run that goes on in a workflow which is about no pull request, as long as the branch stands where it stood', async () => {
  const { github, remote, head, tell, body } = await open();
  await using _ = github;
  await tell(waveOf(3, { kind: 'waiting' }));
  await tell(waveOf(4, { kind: 'waiting' }, head), { byHand: true });
  expect(body()).toMatch(/after wave 4 .* 2 pushes and 7 calls/);
  remote.commit({ 'a.txt': 'newer' }, { branch: 'feature/login', parents: ['feature/login'] });
  const before = body();
  await tell(waveOf(5, { kind: 'waiting' }, head), { byHand: true });
  expect(body()).toBe(before);
  expect(github.breaches).toEqual([]);
});

it('mentions a person once for one thing', async () => {
  const { github, tell, body } = await open();
  await using _ = github;
  await tell(waveOf(1, { kind: 'failed', problem }));
  expect(body()).toMatch(/person \(1\)\.\*\* @ana/);
  await tell(waveOf(2, { kind: 'failed', problem }));
  expect(body()).toMatch(/wave 2/);
  expect(body()).not.toMatch(/ @ana/);
});

it('an older head says nothing over a newer one, a fork nothing at all, and a refusal is one line', async () => {
  const { github, remote, tell, body, notices } = await open();
  await using _ = github;
  await tell(waveOf(1, { kind: 'waiting' }), { isFork: true });
  expect(github.calls).toEqual([]);
  await tell(waveOf(1, { kind: 'waiting' }));
  const before = body();
  remote.commit({ 'a.txt': 'newer' }, { branch: 'feature/login', parents: ['feature/login'] });
  await tell(waveOf(2, { kind: 'waiting' }));
  expect(body()).toBe(before);
  github.faults.push({
    method: 'GET',
    path: /comments/,
    does: { status: 403, answer: { message: 'no' } },
    times: 9,
  });
  await tell(waveOf(3, { kind: 'waiting' }));
  expect([body(), notices.length]).toEqual([before, expect.any(Number)]);
  expect(notices.at(-1)).toMatch(/comment/i);
});
