import { execFileSync, spawnSync } from 'node:child_process';
import type { Call, Reply } from './call.ts';
import { answerOf } from './description.ts';
import type { FakePull, FakeWorld } from './world.ts';

const refused = (message: string): Reply => ({
  status: 422,
  answer: {
    message: 'Validation Failed',
    errors: [{ resource: 'PullRequest', code: 'custom', message }],
    status: '422',
  },
});

const tipOf = (bare: string, branch: string): string =>
  spawnSync('git', ['rev-parse', '--verify', '-q', `refs/heads/${branch}`], {
    cwd: bare,
    encoding: 'utf8',
  }).stdout.trim();

function shown({ owner, repo, bare }: FakeWorld, number: number, pull: FakePull, schema: string): object {
  const whole = answerOf(schema, {});
  return {
    ...whole,
    number,
    html_url: `https://github.com/${owner}/${repo}/pull/${number}`,
    state: pull.state,
    title: pull.title,
    body: pull.body ?? null,
    head: { ...(whole['head'] as object), ref: pull.branch, sha: tipOf(bare, pull.branch) },
    base: { ...(whole['base'] as object), ref: pull.base },
  };
}

const openFrom = ({ world }: Call, branch: string, base: string | null) =>
  [...world.pulls].filter(
    ([, pull]) => pull.state === 'open' && pull.branch === branch && (base === null || pull.base === base),
  );

export function listPulls(call: Call): Reply {
  const { world, query } = call;
  const head = (query.get('head') ?? '').replace(`${world.owner}:`, '');
  const found = openFrom(call, head, query.get('base'));
  return {
    status: 200,
    answer: found.map(([number, pull]) => shown(world, number, pull, 'pull-request-simple')),
  };
}

export function createPull(call: Call): Reply {
  const { world, body } = call;
  if (world.forbidsPulls)
    return {
      status: 403,
      answer: {
        message: 'GitHub Actions is not permitted to create or approve pull requests.',
        status: '403',
      },
    };
  const [branch, base] = [String(body['head']), String(body['base'])];
  for (const name of [branch, base]) {
    const args = ['for-each-ref', `refs/heads/${name}`];
    if (execFileSync('git', args, { cwd: world.bare, encoding: 'utf8' }) === '') return refused(`no ${name}`);
  }
  if (openFrom(call, branch, base).length > 0) return refused('A pull request already exists');
  const number = world.nextId++;
  const pull: FakePull = {
    branch,
    base,
    title: String(body['title']),
    body: String(body['body']),
    state: 'open',
    locked: false,
    labels: [],
  };
  world.pulls.set(number, pull);
  return { status: 201, answer: shown(world, number, pull, 'pull-request') };
}

export function describePull({ world, body }: Call, number = ''): Reply {
  const pull = world.pulls.get(Number(number));
  if (!pull) return { status: 404, answer: { message: 'Not Found', status: '404' } };
  if (typeof body['body'] === 'string') pull.body = body['body'];
  return { status: 200, answer: shown(world, Number(number), pull, 'pull-request') };
}
