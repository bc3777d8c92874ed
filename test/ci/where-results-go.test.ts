import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepArtifact, makeCiTeam } from '../support/ci-fixture.ts';
import { serveGithub } from '../support/fake-github/serve.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { runAction } from '../support/run-action.ts';

const TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const tasks = [{ id: 'a', writes: ['a.txt'], does: 'echo x >> a.txt' }];

/** A wave of one task, up to its publication. */
async function upToPublish(to: string) {
  const team = makeCiTeam({ tasks, settings: { publish: { to } } });
  const planned = await team.step('plan', { tasks: 'tasks.json' });
  const run = planned.outputs['run'] ?? '';
  const at = { run, wave: '1', results: await team.work(run, 1, planned.rows) };
  const { outputs } = await team.step('verify', at);
  const said = Object.fromEntries(['tree', 'verified', 'left'].map((name) => [name, outputs[name] ?? '']));
  return { team, run, publish: { ...at, ...said } };
}

test('head: the branch itself is moved on by the publishing job', async () => {
  const { team, publish } = await upToPublish('head');
  const done = await team.step('publish', publish);
  expect(done.codes).toEqual([]);
  expect(team.remote.git('show', 'main:a.txt')).toBe('x');
  expect(team.remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
});

test.each([
  [
    'moved',
    (git: (...args: string[]) => string) =>
      git('update-ref', 'refs/heads/main', git('commit-tree', '-p', 'main', '-m', 'a person', 'main^{tree}')),
  ],
  ['gone', (git: (...args: string[]) => string) => git('update-ref', '-d', 'refs/heads/main')],
])('head: what somebody else has made of it stays, and the work is on its ref: %s', async (_why, meddle) => {
  const { team, run, publish } = await upToPublish('head');
  const { remote } = team;
  const dir = remote.clone().dir;
  meddle((...args) => remote.git(...args));
  const before = remote.git('for-each-ref', 'refs/heads');
  const done = await team.step('publish', publish, { dir });
  expect(done.codes).toContain('head-not-moved');
  expect(remote.git('for-each-ref', 'refs/heads')).toBe(before);
  expect(remote.git('show', `refs/agentic/runs/${run}/result:a.txt`)).toBe('x');
});

test('pull-request: opened by the publishing job; where the repository forbids it, a link', async () => {
  const { team, publish } = await upToPublish('pull-request');
  const { remote } = team;
  const tokens = {
    [TOKEN]: { login: 'github-actions[bot]', may: { contents: 'write', pulls: 'write' } },
  } as const;
  await using github = await serveGithub({ bare: remote.dir, tokens });
  const clone = remote.clone();
  clone.git('remote', 'set-url', 'origin', github.gitUrl.replace('://', `://x-access-token:${TOKEN}@`));
  const wish = { dir: clone.dir, env: { ...github.env, GITHUB_TOKEN: TOKEN } };
  github.world.forbidsPulls = true;
  const forbidden = await team.step('publish', publish, wish);
  expect(forbidden.codes).toEqual(['pull-request-not-opened']);
  expect(forbidden.result.stdout).toContain('compare/main...agentic/main?expand=1');
  github.world.forbidsPulls = false;
  const again = await team.step('publish', publish, wish); // a re-run of the job
  expect(again.codes).not.toContain('pull-request-not-opened');
  expect([...github.world.pulls.values()]).toMatchObject([{ branch: 'agentic/main', base: 'main' }]);
  expect(forbidden.result.stdout + again.result.stdout + again.result.stderr).not.toContain(TOKEN);
});

test('the comment of the pull request is brought to where the run is, by the publishing job', async () => {
  const { team, publish } = await upToPublish('branch');
  const { remote } = team;
  const tokens = {
    [TOKEN]: { login: 'github-actions[bot]', may: { contents: 'write', pulls: 'write' } },
  } as const;
  await using github = await serveGithub({ bare: remote.dir, tokens, pulls: { 7: { branch: 'main' } } });
  const repo = remote.clone();
  repo.git('remote', 'set-url', 'origin', github.gitUrl);
  const at = { sha: remote.tip('main'), ref: 'main', repo: { full_name: 'acme/shop' } };
  const payload = { pull_request: { number: 7, title: 'x', head: at, base: at } };
  const inputs = { command: 'publish', token: TOKEN, ...publish };
  const runner = { GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: '1' };
  const env = { ...github.env, ...runner, XDG_CACHE_HOME: team.env['XDG_CACHE_HOME'] ?? '' };
  const done = await runAction({ repo, event: 'pull_request', payload, inputs, env });
  expect(done.code, done.log).toBe(0);
  expect(github.world.comments.map(({ body }) => body)).toEqual([
    expect.stringMatching(/### Agents on this pull request: 1 of 1 task done\n/),
  ]);
  expect(github.world.comments[0]?.body).toContain('**Results** are on `agentic/main`');
});

test('patch: an artifact with a mail for each task, made again by whoever runs the job again; no branch is pushed', async () => {
  const { team, run, publish } = await upToPublish('patch');
  const { remote } = team;
  const done = await team.step('publish', publish);
  expect(done.codes).toEqual([]);
  const results = makeFolder();
  keepArtifact(done.outputs, results);
  const file = join(results, `agentic-${run}-patch`, `agentic-plan-${run}.patch`);
  const clone = remote.clone();
  clone.git('am', '-q', file);
  expect(clone.git('show', 'HEAD:a.txt')).toBe('x');
  expect(clone.git('log', '-1', '--format=%B')).toContain(`Agentic-Task: ${run}/a c-`);
  expect(remote.git('for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
  const bytes = readFileSync(file);
  for (const again of [
    await team.step('publish', publish), // its artifact was lost
    await team.step('plan', { tasks: 'tasks.json' }), // the whole workflow is run again
  ]) {
    keepArtifact(again.outputs, results);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  }
});
