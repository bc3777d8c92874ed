import { expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

/** The branch that the only claim on the table says it was taken on. */
const branchOf = (remote: GitFixture): unknown =>
  JSON.parse(remote.git('for-each-ref', '--format=%(contents)', 'refs/agentic/tasks/'))['branch'];

const RUNNER = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: '1',
  GITHUB_REF_NAME: '7/merge',
};

it.each([
  ['is checked out', ['-b', 'fix/422'], {}, 'fix/422'],
  ['is nowhere checked out, and said by nobody', ['--detach'], {}, undefined],
  ['CI says of a pull request', ['--detach'], { ...RUNNER, GITHUB_HEAD_REF: 'fix/422' }, 'fix/422'],
  ['CI says of a push', ['--detach'], { ...RUNNER, GITHUB_REF_NAME: 'fix/422' }, 'fix/422'],
  ['is checked out, whatever CI says', ['-b', 'other'], { ...RUNNER, GITHUB_HEAD_REF: 'fix/422' }, 'other'],
])('a claim says the branch that %s', async (_, words, env, branch) => {
  const { repo, remote } = makeTeam({ 'a.txt': 'a\n' });
  repo.git('checkout', '-q', ...words);
  expect(await callProgram(repo.dir, ['claim', 'a.txt'], { env })).toMatchObject({ code: 0 });
  expect(branchOf(remote)).toBe(branch);
});
