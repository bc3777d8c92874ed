import { beforeEach, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const BEN = { env: { AGENTIC_HOLDER: 'ben' } };
const CANNOT = /the claims on .* cannot be read here/;

/** A server that shows refs/agentic/ to who pushes and not to who fetches: nothing seen is no answer. */
describe('claims that are kept from who looks', () => {
  let ana: GitFixture;
  let ben: GitFixture;
  beforeEach(async () => {
    const { repo, remote } = makeTeam({ 'src/a.ts': '1\n', 'src/b.ts': '1\n' });
    ana = repo;
    ben = remote.clone();
    await callProgram(ana.dir, ['claim', 'src/a.ts'], { env: { AGENTIC_HOLDER: 'ana' } });
    remote.git('config', 'uploadpack.hideRefs', 'refs/agentic');
  });

  test('check is not clear', async () => {
    for (const paths of [['src/a.ts'], ['src/b.ts'], []]) {
      const checked = await callProgram(ben.dir, ['check', ...paths], BEN);
      expect(checked.code).toBe(4);
      expect(`${checked.stdout}${checked.stderr}`).toMatch(
        /^not clear: the claims on .* cannot be read here/,
      );
    }
    const asked = parseJson(await callProgram(ben.dir, ['check', 'src/a.ts', '--json'], BEN));
    expect(asked).toMatchObject({ outcome: 'failed', problems: [{ code: 'unreadable-refs' }] });
  });

  test('status does not say that there are no claims', async () => {
    const status = await callProgram(ben.dir, ['status'], BEN);
    expect(status).toMatchObject({ code: 4, stdout: '' });
    expect(status.stderr).toMatch(CANNOT);
  });

  test('a plan says that it could not see, and what helps', async () => {
    ben.git('checkout', '-q', '-b', 'topic');
    ben.commit({ 'src/a.ts': '2\n' });
    const plan = await callProgram(ben.dir, [], BEN);
    expect(plan.code).toBe(0);
    expect(plan.stdout).toMatch(/claims were not looked at: the claims on .* cannot be read here/);
    expect(plan.stdout).toMatch(/remove refs\/agentic from uploadpack\.hideRefs/);
    const asked = parseJson(await callProgram(ben.dir, ['--json'], BEN));
    expect(JSON.stringify(asked)).toMatch(/"kind":"not-looked","why":"unreadable-refs"/);
  });

  test('a claim of a held path is refused for that reason, and soon', async () => {
    const refused = await callProgram(ben.dir, ['claim', 'src/a.ts'], BEN);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(CANNOT);
  });
});

test('an empty table that hides nothing is clear', async () => {
  const { repo } = makeTeam({ 'src/a.ts': '1\n' });
  expect((await callProgram(repo.dir, ['check', 'src/a.ts'])).code).toBe(0);
  expect((await callProgram(repo.dir, ['status'])).stdout).toMatch(/^no claims in force/);
});
