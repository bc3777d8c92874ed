import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { runCheck } from '../../src/cli/commands/check.ts';
import { runClaim } from '../../src/cli/commands/claim/claim.ts';
import { runRelease } from '../../src/cli/commands/release/release.ts';
import { runStatus } from '../../src/cli/commands/status.ts';
import { runCommand } from '../support/command-context.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';

const FILES = { 'src/api/users.ts': '1\n', 'src/[id].tsx': '2\n', 'docs/x.md': '3\n', 'README.md': '4\n' };
let repo: GitFixture;
let link: string;
beforeEach(() => {
  ({ repo } = makeTeam(FILES));
  link = join(makeFolder(), 'link');
  symlinkSync(repo.dir, link);
  symlinkSync('src', join(repo.dir, 'sources'));
});

const claimed = async (typed: string, folder = '.') => {
  const said = await runCommand(runClaim, join(repo.dir, folder), { operands: [typed], json: true });
  return { ...said, answer: JSON.parse(said.result) };
};

describe('however a path is spelled, all commands understand it, and alike', () => {
  const users = 'src/api/users.ts';
  test.each([
    ['absolute', () => join(repo.dir, users), '.'],
    ['absolute, by a link to the repository', () => join(link, users), 'docs'],
    ['from a folder', () => 'users.ts', 'src/api'],
    ['upwards', () => '../src/api/users.ts', 'docs'],
    ['with dots and doubled slashes', () => './src//api/./../api/users.ts', '.'],
    ['through a link to a folder', () => 'sources/api/users.ts', '.'],
    ['as a glob', () => '*/api/u*.ts', '.'],
    ['as a glob from a folder', () => '*.ts', 'src/api'],
    ['as an absolute glob', () => `${link}/src/api/*.ts`, '.'],
  ])('%s', async (_, spell, folder) => {
    const typed = spell();
    expect((await claimed(typed, folder)).answer.claim.paths).toEqual([users]);
    const other = { operands: [typed], env: { AGENTIC_HOLDER: 'other' }, json: true };
    const cwd = join(repo.dir, folder);
    const check = JSON.parse((await runCommand(runCheck, cwd, other)).result);
    expect(check).toMatchObject({ outcome: 'not-clear', held: [{ shared: [users] }] });
    const status = JSON.parse((await runCommand(runStatus, cwd, other)).result);
    expect(status.claims).toHaveLength(1);
    const given = await runCommand(runRelease, cwd, { operands: [typed], json: true });
    expect(JSON.parse(given.result).released).toMatchObject([{ paths: [users] }]);
  });

  test('a name that is there is that file, whatever signs are in it', async () => {
    expect((await claimed('src/[id].tsx')).answer.claim.paths).toEqual(['src/[id].tsx']);
  });

  test('the root is what is in it, and that is said', async () => {
    const { answer } = await claimed('.');
    expect(answer.claim.paths).toEqual(['docs', 'README.md', 'src']);
    expect(answer.problems).toMatchObject([{ code: 'root-by-names' }]);
  });
});

describe('what is not there, and what is not ours', () => {
  test('a path that does not exist is claimed and said', async () => {
    const said = await runCommand(runClaim, join(repo.dir, 'src'), { operands: ['new.ts'] });
    expect(said).toMatchObject({ code: 0, said: '' });
    expect(said.result).toMatch(/^claimed: new\.ts\n/);
    expect(said.result).toMatch(/note {3}new\.ts does not exist/);
    for (const run of [runCheck, runStatus])
      expect((await runCommand(run, repo.dir, { operands: ['nope'] })).result).toMatch(/nope does not exist/);
  });

  test.each([runClaim, runCheck, runStatus])('a glob that matches nothing is refused', async (run) => {
    const said = await runCommand(run, repo.dir, { operands: ['README.md', 'src/*.zig'] });
    expect(said).toMatchObject({ code: 2, result: '' });
    expect(said.said).toMatch(/src\/\*\.zig: no tracked file matches/);
  });

  test.each(['/etc/passwd', '../x', '~', 'src/../../x', 'out/x', '/nowhere/*.ts'])(
    '%s leads out of the repository, whose root is named',
    async (typed) => {
      const outside = makeFolder();
      mkdirSync(join(outside, 'x'));
      symlinkSync(outside, join(repo.dir, 'out'));
      for (const run of [runClaim, runCheck, runStatus, runRelease]) {
        const said = await runCommand(run, repo.dir, { operands: [typed] });
        expect(said).toMatchObject({ code: 2, result: '' });
        expect(said.said).toContain('leads out of the repository');
        expect(said.said).toContain(repo.dir);
      }
    },
  );

  test('what is printed is meant from where one is', async () => {
    const env = { AGENTIC_HOLDER: 'other' };
    await runCommand(runClaim, repo.dir, { operands: ['src/api'], env });
    const refused = await runCommand(runClaim, join(repo.dir, 'docs'), { operands: ['../src', 'x.md'] });
    expect(refused.said).toMatch(/^not claimed: \.\.\/src\/api is held/);
    expect(refused.said).toMatch(/part {3}agentic-plan claim x\.md\n/);
  });
});
