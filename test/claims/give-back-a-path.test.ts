import { beforeEach, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

let repo: GitFixture;
let remote: GitFixture;
beforeEach(() => {
  ({ repo, remote } = makeTeam({
    'src/a.ts': '1\n',
    'src/b.ts': '2\n',
    'src/api/u.ts': '3\n',
    'docs/x.md': '4\n',
  }));
});

const run = (...args: string[]) => callProgram(repo.dir, args);
const locks = (): string[] =>
  remote
    .git('for-each-ref', '--format=%(refname:lstrip=3)', 'refs/agentic/locks')
    .split('\n')
    .filter((name) => name !== '');

test('one path of several is given back at once; the claim goes on under its name, with the rest', async () => {
  await run('claim', 'src/a.ts', 'src/b.ts', 'docs', '--task', 'fix');
  const given = await run('release', 'src/a.ts');
  expect(given).toMatchObject({ code: 0, stderr: '' });
  expect(given.stdout).toMatch(
    /^released: src\/a\.ts \(of c-\w{12}, task fix\)\n {2}still {2}docs, src\/b\.ts\n/,
  );
  expect(locks()).toEqual(['docs', 'src/b.ts']);
  const other = await callProgram(repo.dir, ['claim', 'src/a.ts'], { env: { AGENTIC_HOLDER: 'bo' } });
  expect(other).toMatchObject({ code: 0 });
  const mine = JSON.parse((await run('claim', 'src/b.ts', '--task', 'fix', '--json')).stdout);
  expect(mine).toMatchObject({ how: 'renewed', claim: { paths: ['docs', 'src/b.ts'] } });
});

test('what was given back can be had again by the same claim', async () => {
  await run('claim', 'src/a.ts', 'src/b.ts', '--task', 'fix');
  await run('release', 'src/a.ts');
  const wider = JSON.parse((await run('claim', 'src/a.ts', '--task', 'fix', '--json')).stdout);
  expect(wider).toMatchObject({ how: 'widened', claim: { paths: ['src/b.ts', 'src/a.ts'] } });
  expect(locks()).toEqual(['src/a.ts', 'src/b.ts']);
});

test('out of a folder’s claim nothing is given back, and the two commands that are printed do it', async () => {
  await run('claim', 'src', '--task', 'fix');
  const refused = await run('release', 'src/api/u.ts');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/lies in src, which c-\w{12} holds as a whole/);
  expect(locks()).toEqual(['src']);
  const commands = [...refused.stderr.matchAll(/^ {2}agentic-plan (.*)$/gm)].map(([, words = '']) => words);
  expect(commands).toEqual(['release src', 'claim src/a.ts src/b.ts --task fix']);
  for (const words of commands) expect((await run(...words.split(' '))).code).toBe(0);
  expect(locks()).toEqual(['src/a.ts', 'src/b.ts']);
});

test('an own claim in the way of another task is called one’s own', async () => {
  await run('claim', 'src', '--task', 'one');
  const refused = await run('claim', 'src/a.ts', '--task', 'two');
  expect(refused).toMatchObject({ code: 3 });
  expect(refused.stderr).toMatch(/by {5}you, for another task, task one/);
  expect(refused.stderr).toMatch(/yours {2}agentic-plan release c-\w{12} {2}/);
  expect(refused.stderr).not.toMatch(/--force/);
});

test('a claim that this session made and forgot is not called another’s', async () => {
  await run('claim', 'src', '--task', 'one');
  const { rmSync } = await import('node:fs');
  rmSync(`${repo.dir}/.git/agentic.git/holders`, { recursive: true, force: true });
  const refused = await run('release', 'src');
  expect(refused).toMatchObject({ code: 3 });
  expect(refused.stderr).toMatch(/made by this very session, which no longer remembers it/);
});

test('a claim that somebody ended is over, not released', async () => {
  await run('claim', 'src/a.ts', 'src/b.ts', '--task', 'one');
  await run('claim', 'docs', '--task', 'two');
  const other = { env: { AGENTIC_HOLDER: 'bo' } };
  for (const path of ['src/a.ts', 'docs']) await callProgram(repo.dir, ['release', path, '--force'], other);
  const part = await run('release', 'src/b.ts');
  expect(part).toMatchObject({ code: 0, stderr: '' });
  expect(part.stdout).toMatch(
    /^over already: .*src\/b\.ts \(c-\w{12}, task one\); nothing was left to give back\n$/,
  );
  const rest = await run('release', '--json');
  expect(rest.code).toBe(0);
  expect(JSON.parse(rest.stdout)).toMatchObject({
    changed: false,
    released: [],
    over: [{ task: 'two', paths: ['docs'] }],
  });
});
