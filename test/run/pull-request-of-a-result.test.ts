import { expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { serveGithub } from '../support/fake-github/serve.ts';
import { makeTeam } from '../support/git-fixture.ts';

const TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const files = {
  'a.txt': 'a\n',
  'b.txt': 'b\n',
  '.agentic-planrc.yaml':
    'agents:\n  ada: { command: ["sh", "-c", "echo x >> $(echo $AGENTIC_TASK).txt"] }\npublish: { to: pull-request }\n',
  'one.yaml': 'tasks:\n  - { id: a, title: "one @ana <b>", writes: [a.txt] }\n',
  'two.yaml': 'tasks:\n  - { id: b, title: two, writes: [b.txt] }\n',
};

async function open(may: { readonly pulls?: 'read' | 'write' } = { pulls: 'write' }) {
  const { repo, remote } = makeTeam(files);
  const tokens = { [TOKEN]: { login: 'ana', may: { contents: 'write', ...may } } } as const;
  const github = await serveGithub({ bare: remote.dir, tokens });
  repo.git('remote', 'set-url', 'origin', github.gitUrl.replace('://', `://x-access-token:${TOKEN}@`));
  const { GITHUB_API_URL, GITHUB_SERVER_URL } = github.env;
  const env = { GITHUB_API_URL, GITHUB_SERVER_URL };
  const run = (file: string, given: Readonly<Record<string, string>> = { GITHUB_TOKEN: TOKEN }) =>
    callProgram(repo.dir, ['run', '--tasks', file, '--json'], { env: { ...env, ...given } });
  return { github, remote, run };
}

it('is opened once, and its text brought up to date by the next result', async () => {
  const { github, remote, run } = await open();
  await using _ = github;
  const first = parseJson(await run('one.yaml'));
  expect(first).toMatchObject({
    outcome: 'done',
    result: { branch: 'agentic/main', pull: { how: 'opened' } },
  });
  const [[number, pull] = []] = [...github.world.pulls];
  expect(pull).toMatchObject({ branch: 'agentic/main', base: 'main', title: "Agents' results for main" });
  expect(pull?.body).not.toMatch(/(?<!\\|`)@ana|<b>/);
  const second = parseJson(await run('two.yaml'));
  expect(second).toMatchObject({ result: { pull: { number, how: 'updated' } } });
  expect(github.world.pulls.size).toBe(1);
  if (pull) pull.body = 'in my own words';
  expect(parseJson(await run('two.yaml'))).toMatchObject({ outcome: 'done' });
  expect(pull?.body).toBe('in my own words');
  expect(remote.git('show', 'agentic/main:b.txt')).toBe('b\nx');
  expect(github.breaches.filter((one) => one.includes('/pulls'))).toEqual([]);
});

it.each([
  ['no token', /there is no token/, { pulls: 'write' }, false, { GITHUB_TOKEN: '', GH_TOKEN: '' }],
  ['no permission', /the token may not/, { pulls: 'read' }, false, undefined],
  ['a setting of the repository', /setting of the repository/, { pulls: 'write' }, true, undefined],
] as const)(
  '%s: the branch is there, with the link that opens one',
  async (_why, said, may, forbids, env) => {
    const { github, remote, run } = await open(may);
    await using _ = github;
    github.world.forbidsPulls = forbids;
    const ran = await run('one.yaml', env);
    expect(ran.code).toBe(0);
    const link = `${github.env.GITHUB_SERVER_URL}/acme/shop/compare/main...agentic/main?expand=1`;
    expect(parseJson(ran)).toMatchObject({
      outcome: 'done',
      problems: [{ code: 'pull-request-not-opened', remedy: `open it yourself: ${link}` }],
    });
    expect(ran.stdout).toMatch(said);
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\nx');
    expect(ran.stdout + ran.stderr).not.toContain(TOKEN);
  },
);

it('an answer that is lost is looked for, and none is opened twice', async () => {
  const { github, run } = await open();
  await using _ = github;
  github.faults.push({ method: 'POST', path: /^\/pulls$/, does: 'lost' });
  expect(parseJson(await run('one.yaml'))).toMatchObject({ result: { pull: { how: 'opened' } } });
  expect(github.world.pulls.size).toBe(1);
  expect(github.calls.filter((call) => call.startsWith('POST /pulls'))).toHaveLength(1);
});
