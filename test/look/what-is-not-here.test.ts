import { renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

/** `feature` is three commits ahead of main on the remote; ana holds the file of the first. */
async function pushedBranch() {
  const { repo, remote } = makeTeam({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' });
  repo.git('checkout', '-q', '-b', 'feature');
  for (const name of ['a', 'b', 'c']) repo.commit({ [`${name}.txt`]: 'changed\n' });
  repo.git('push', '-q', 'origin', 'feature');
  expect((await callProgram(repo.dir, ['claim', 'a.txt'], { env: { AGENTIC_HOLDER: 'ana' } })).code).toBe(0);
  return { repo, remote };
}

const traces = (repo: GitFixture): string =>
  [
    repo.git('for-each-ref'),
    repo.git('count-objects', '-v'),
    repo.git('rev-parse', '--is-shallow-repository'),
  ].join();

const NARROW = [
  ['one branch', ['--single-branch', '--branch=feature']],
  ['one commit of one branch', ['--depth=1', '--branch=feature']],
  ['two commits of all branches', ['--depth=2', '--no-single-branch', '--branch=feature']],
] as const;

describe('a clone that lacks what it is compared with', () => {
  it.each(NARROW)('%s: what is missing is fetched beside it, and the claim is seen', async (_what, how) => {
    const { remote } = await pushedBranch();
    const clone = remote.clone(...how);
    const before = traces(clone);
    for (let time = 0; time < 2; time++) {
      const checked = await callProgram(clone.dir, ['check']);
      expect([checked.code, checked.stdout]).toEqual([
        1,
        expect.stringMatching(/^not clear: 3 paths[\s\S]*a\.txt/),
      ]);
      expect((await callProgram(clone.dir, ['plan'])).stdout).toMatch(/^feature → main +3 files/);
      expect(traces(clone)).toBe(before);
    }
  });

  it('commands that need it at once fetch it one after the other', async () => {
    const { remote } = await pushedBranch();
    const clone = remote.clone('--depth=1', '--branch=feature');
    const all = await Promise.all(Array.from({ length: 4 }, () => callProgram(clone.dir, ['plan'])));
    for (const { stdout } of all) expect(stdout).toMatch(/^feature → main +3 files/);
  });

  it.each(NARROW.slice(0, 2))(
    '%s and no network: never clear, and it says what was not seen',
    async (_what, how) => {
      const { remote } = await pushedBranch();
      const clone = remote.clone(...how);
      // claims are read through the configured table, which answers; the branch's own remote does not
      clone.git('remote', 'add', 'table', `file://${remote.dir}-moved`);
      clone.git('config', 'branch.feature.remote', 'origin');
      renameSync(remote.dir, `${remote.dir}-moved`);
      writeFileSync(`${clone.dir}/.git/info/exclude`, '.agentic-planrc.yaml\n');
      writeFileSync(`${clone.dir}/.agentic-planrc.yaml`, 'remote: table\n');
      const checked = await callProgram(clone.dir, ['check', '--json']);
      expect(checked.code).toBe(1);
      expect(parseJson(checked)).toMatchObject({ outcome: 'not-clear', problems: [{ code: 'base-unseen' }] });
      const said = await callProgram(clone.dir, ['check']);
      expect(said.stdout).toMatch(/^not clear: .*\n {2}\? could not see the default branch of origin/);
      const planned = await callProgram(clone.dir, ['plan']);
      expect([planned.code, planned.stdout]).toEqual([4, '']);
    },
  );

  it('names the branches that nobody could look at from here', async () => {
    const { repo, remote } = await pushedBranch();
    repo.commit({ 'a.txt': 'other\n' }, { branch: 'other', parents: ['main'], checkout: false });
    repo.git('push', '-q', 'origin', 'other');
    const clone = remote.clone('--single-branch', '--branch=feature');
    const seen = await callProgram(clone.dir, ['plan']);
    expect(seen.stdout).toContain('1 branch of origin not looked at, since not in this clone: other');
    const offline = await callProgram(clone.dir, ['plan', '--offline', '--base', 'HEAD~1']);
    expect(offline.stdout).toContain('other branches of origin were not looked at');
    expect((await callProgram(repo.dir, ['plan'])).stdout).not.toContain('not in this clone');
  });

  it('conflicts with the base are predicted although only the remote has its branch', async () => {
    const { repo, remote } = await pushedBranch();
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'b.txt': 'main’s own\n' });
    repo.git('push', '-q', 'origin', 'main');
    const clone = remote.clone('--single-branch', '--branch=feature');
    expect((await callProgram(clone.dir, ['plan'])).stdout).toMatch(/b\.txt +conflicts with origin\/main/);
  });
});

describe('a branch without commits of its own', () => {
  it('is not judged by the last commit of somebody else; a sentence says what was not planned', async () => {
    const { repo } = makeTeam({ 'src/auth/login.ts': 'export const token = 1;\n' });
    repo.commit({ 'src/auth/login.ts': 'export const token = 2;\n' });
    repo.git('push', '-q', 'origin', 'main');
    for (const branch of ['main', 'fresh']) {
      if (branch !== 'main') repo.git('checkout', '-q', '-b', branch);
      const said = await callProgram(repo.dir, ['plan']);
      expect(said.stdout).toContain(`${branch} has no commits of its own, so there is nothing to plan.`);
      expect((await callProgram(repo.dir, ['run'])).stdout).toContain('has no commits of its own');
    }
    const asked = await callProgram(repo.dir, ['plan', '--base', 'HEAD~1']);
    expect(asked.stdout).toContain('security-audit');
  });

  it('in a repository that nobody else has, the newest commit is one’s own', async () => {
    const { repo } = makeTeam({ 'src/auth/login.ts': 'export const token = 1;\n' });
    repo.git('remote', 'remove', 'origin');
    repo.commit({ 'src/auth/login.ts': 'export const token = 2;\n' });
    expect((await callProgram(repo.dir, ['plan'])).stdout).toMatch(/^main, its last commit +1 file/);
  });
});

it('a choice among several merge bases is said', async () => {
  const { repo } = makeTeam({ 'a.txt': 'a\n' });
  const ours = repo.commit({ 'ours.txt': '1\n' }, { branch: 'feature', parents: ['main'] });
  const main = repo.commit({ 'main.txt': '1\n' });
  repo.commit({}, { branch: 'feature', parents: ['feature', main] });
  repo.commit({}, { branch: 'main', parents: ['main', ours] });
  repo.git('push', '-q', 'origin', 'main');
  repo.git('checkout', '-q', 'feature');
  repo.commit({ 'ours.txt': '2\n' });
  const said = await callProgram(repo.dir, ['plan']);
  expect(said.stderr).toMatch(
    /merges went both ways.*main at several commits.*compared with [0-9a-f]{12}, not with [0-9a-f]{12}/,
  );
});
