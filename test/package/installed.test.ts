import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { putHook, snippet } from '../support/hooks-page.ts';
import { type Installed, installPackage, systemPath, typeLine } from '../support/installed.ts';
import { startRegistry } from '../support/npm-registry.ts';
import { LOOKED } from '../support/readme.ts';
import { makeStandIns } from '../support/stand-ins.ts';

const TASKS = 'version: 1\ntasks: [{ id: one, kind: fix, title: One, writes: [a.txt] }]\n';

/** Only what a user has: the name on PATH. */
describe('the package, installed', () => {
  let program: Installed;
  beforeAll(() => {
    program = installPackage();
  });

  /** A clone on a branch of its own, and another one in which somebody holds `held.md`. */
  async function prepare() {
    const { repo, remote } = makeTeam({ 'a.txt': 'a\n', 'held.md': '', 'tasks.yaml': TASKS });
    repo.git('checkout', '-q', '-b', 'feature');
    repo.commit({ 'a.txt': 'ours\n', 'held.md': 'ours\n' });
    const agents = makeStandIns(['claude']);
    const type = (line: string, where: GitFixture = repo, env: Readonly<Record<string, string>> = {}) =>
      typeLine(line, { cwd: where.dir, env: { ...agents.env, PATH: program.path, ...env } });
    const ana = await type('agentic-plan claim held.md', remote.clone(), { AGENTIC_HOLDER: 'ana' });
    expect(ana).toMatchObject({ code: 0, stdout: expect.stringContaining('claimed: held.md') });
    return { repo, remote, type, agents: `${agents.bin}:${program.path}` };
  }

  it('says its version, plans, and refuses what somebody else has', async () => {
    const { type } = await prepare();
    expect(await type('agentic-plan --version')).toEqual({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
    expect(await type('agentic-plan plan')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^feature → main/),
    });
    expect(await type('agentic-plan claim held.md')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('held.md is held'),
    });
  });

  it('looks at a push by the README’s hook', async () => {
    const { repo, remote, type } = await prepare();
    putHook(repo.dir, 'pre-push', snippet('pre-push'));
    const push = await type('git push -q origin feature');
    expect(push).toMatchObject({ code: 0, stderr: expect.stringMatching(LOOKED) });
    expect(remote.tip('feature')).toBe(repo.tip('feature'));
  });

  it('is there for an agent whose prompt tells it to call us, under a claim and in a run', async () => {
    const { repo, type, agents } = await prepare();
    const rules = '--allowedTools "Bash(agentic-plan claim:*)"';
    const prompt = "'To change another path, ask first: `agentic-plan claim <path>`'";
    const env = { PATH: agents };
    const wrapped = await type(
      `agentic-plan claim a.txt -- claude ${rules} ${prompt} && cat more-edit*.md`,
      repo,
      env,
    );
    expect(JSON.parse(wrapped.stdout.split('\n', 1)[0] ?? '')).toMatchObject({ asked: 0, refused: 3 });
    repo.git('checkout', '-q', '--', '.');
    const run = await type('agentic-plan run --tasks tasks.yaml', repo, env);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('1 of 1 tasks done') });
    repo.git('fetch', '-q', 'origin', 'agentic/feature');
    expect(repo.git('show', 'FETCH_HEAD:more-one.md')).toBe('claude');
  });

  it('starts by npx, which asks the registry for this package and for no other', async () => {
    const { repo, type } = await prepare();
    await using registry = await startRegistry(program.tarball, packageJson);
    const env = { ...registry.env, PATH: systemPath() };
    expect(await type('npx agentic-plan', repo, env)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^feature → main/),
    });
    expect([...new Set(registry.asked)]).toEqual(['/agentic-plan', '/agentic-plan.tgz']);
  });
});
