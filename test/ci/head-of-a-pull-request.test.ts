import { expect, test } from 'vitest';
import { keepArtifact, type Row } from '../support/ci-fixture.ts';
import { JOB_TOKEN, openPullRequest } from '../support/fake-github/pull-request.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { runAction } from '../support/run-action.ts';

const settingsOf = (agent: string): string =>
  `agents: { ${agent}: { command: [sh, -c, "mkdir -p out && echo ${agent} > out/a.txt"] } }\npublish: { to: head }\nrules: { code-review: off, test-coverage: off, documentation-update: off, security-audit: off }\nworkflows: { work: [{ task: a, writes: [out/a.txt] }] }\n`;

/** A pull request that began on an old base: jobs check its head out, as the workflow has them do. */
async function openOld() {
  const base = { '.agentic-planrc.yaml': settingsOf('old') };
  const world = await openPullRequest({
    base,
    files: { 'x.txt': 'x\n' },
    may: { contents: 'write', pulls: 'write' },
  });
  const { remote, github, payload } = world;
  const moved = remote.commit(
    { '.agentic-planrc.yaml': settingsOf('new') },
    { branch: 'main', parents: ['main'] },
  );
  const pull = payload.pull_request;
  const repo = { full_name: 'acme/shop' };
  const event = { pull_request: { ...pull, base: { sha: moved, ref: 'main', repo } } };
  const runner = {
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_ACTOR: 'ana',
  };
  const env = { ...github.env, ...runner, GITHUB_REPOSITORY: 'acme/shop', XDG_CACHE_HOME: makeFolder() };
  const step = async (
    inputs: Readonly<Record<string, string>>,
    temp = makeFolder(),
    payload: unknown = event,
  ) => {
    const clone = remote.clone();
    clone.git('checkout', '-q', '--detach', 'origin/feature/login');
    clone.git('remote', 'set-url', 'origin', github.gitUrl);
    const wish = {
      repo: clone,
      event: 'pull_request',
      payload,
      inputs: { token: JOB_TOKEN, ...inputs },
      env,
      temp,
    };
    return runAction(wish);
  };
  return { world, remote, event, moved, step };
}

test('publish.to: head: only work comes onto the branch, by the settings that the base has now', async () => {
  const { world, remote, moved, step } = await openOld();
  await using _ = world;
  const before = remote.tip('feature/login');
  const { outputs, log } = await step({ command: 'plan', claim: 'true' });
  expect([outputs.get('base'), outputs.get('sha')], log).toEqual([moved, before]);
  const { include } = JSON.parse(outputs.get('matrix') ?? '') as { include: Row[] };
  expect(include.map(({ agent }) => agent)).toEqual(['new']);
  const at = { run: outputs.get('run') ?? '', wave: '1' };
  const [temp, results] = [makeFolder(), makeFolder()];
  await step({ command: 'work', ...at, task: include[0]?.task ?? '' }, temp);
  const ended = await step({ command: 'end', ...at, task: include[0]?.task ?? '' }, temp);
  keepArtifact(Object.fromEntries(ended.outputs), results);
  const said = Object.fromEntries((await step({ command: 'verify', ...at, results })).outputs);
  const { tree = '', verified = '', left = '' } = said;
  const published = await step({ command: 'publish', ...at, results, tree, verified, left });
  expect(published.outputs.get('published'), published.log).toBe('1');
  expect(remote.git('log', '--format=%P', `${before}..feature/login`)).toBe(before);
  expect(remote.git('diff', '--name-only', before, 'feature/login')).toBe('out/a.txt');
  expect(remote.git('show', 'feature/login:out/a.txt')).toBe('new');
});

test('publish.to: head: nothing of a fork is claimed or moved', async () => {
  const { world, remote, event, step } = await openOld();
  await using _ = world;
  const refs = remote.git('for-each-ref');
  const head = { ...Object(event.pull_request['head' as never]), repo: { full_name: 'mallory/shop' } };
  const payload = { pull_request: { ...event.pull_request, head } };
  const planned = await step({ command: 'plan', claim: 'true' }, makeFolder(), payload);
  expect([planned.code, planned.outputs.get('has-tasks')], planned.log).toEqual([0, 'false']);
  expect(planned.log).toContain('no agent starts');
  expect(remote.git('for-each-ref')).toBe(refs);
});
