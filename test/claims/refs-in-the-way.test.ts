import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson, runCli } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

// Git has no name below a name: one ref that somebody pushed to the wrong place can keep all of ours from being made.
let repo: GitFixture;
let remote: GitFixture;

beforeEach(() => {
  ({ repo, remote } = makeTeam({ 'src/a.ts': '1\n', 'b.ts': '2\n' }));
});

const plant = (ref: string): void => {
  remote.git('update-ref', ref, 'refs/heads/main');
};
const commandFor = (ref: string): readonly string[] =>
  ref === 'refs/agentic' ? ['git', 'update-ref', '-d', ref] : ['git', 'push', 'origin', '--delete', ref];
const run = (...args: string[]) => callProgram(repo.dir, args);
/** Runs the command that was printed for a ref, as a person would. */
function paste(said: string, at = said.includes('on the server') ? remote.dir : repo.dir): void {
  const command = /git (?:push|update-ref|'?--git-dir=).*?(?= {3}|$)/m.exec(said)?.[0] ?? '';
  expect(command).not.toBe('');
  const done = spawnSync('sh', ['-c', command], { cwd: at, encoding: 'utf8' });
  expect([done.status, done.stderr]).toEqual([0, expect.anything()]);
}

describe('a ref of ours in an impossible place', () => {
  test.each([
    ['refs/agentic'],
    ['refs/agentic/locks'],
    ['refs/agentic/tasks'],
    ['refs/agentic/tasks/hand'],
    ['refs/agentic/tasks/hand/fix/x'],
    ['refs/agentic/locks/src/a.ts/B'],
  ])('%s keeps a claim from being made, which says so and how it goes', async (ref) => {
    plant(ref);
    const refused = await run('claim', 'src/a.ts', '--task', 'fix');
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toContain(`the ref ${ref} on `);
    expect(refused.stderr).toContain(commandFor(ref).join(' '));
    expect(refused.stderr).not.toMatch(/busy|held by|unknown/);
    paste(refused.stderr);
    expect(await run('claim', 'src/a.ts', '--task', 'fix')).toMatchObject({ code: 0 });
  });

  test.each([
    ['refs/agentic'],
    ['refs/agentic/foo'],
    ['refs/agentic/tasks/x'],
    ['refs/agentic/locks/A.ts'],
    ['refs/agentic/locks/%zz'],
    ["refs/agentic/locks/a'$(id)`b"],
    ['refs/agentic/waits'],
    ['refs/agentic/runs/main-1'],
  ])('%s is named by status and doctor, with the command that removes it', async (ref) => {
    plant(ref);
    const seen = await run('status');
    expect(seen.stdout).toContain(`! ${ref}   stands where none of ours can`);
    expect(seen.stdout).not.toContain('held by unknown');
    const [listed] = parseJson(await run('status', '--json'))['misplaced'] as { run: string[] }[];
    expect(listed?.run).toEqual(commandFor(ref));
    const found = parseJson(await run('doctor', '--json'));
    expect(found['problems']).toContainEqual(expect.objectContaining({ code: 'misplaced-refs' }));
    paste(seen.stdout);
    expect(remote.git('for-each-ref', 'refs/agentic')).toBe('');
    expect((await run('doctor')).stdout).not.toContain('none of ours can');
  });
});

test('a widening and a run that it keeps out say so, too', async () => {
  expect((await run('claim', 'b.ts', '--task', 'fix')).code).toBe(0);
  plant('refs/agentic/locks/src/A');
  const wider = await run('claim', 'src', '--task', 'fix');
  expect(wider).toMatchObject({ code: 4 });
  expect(wider.stderr).toContain('git push origin --delete refs/agentic/locks/src/A');
  expect((await run('release')).code).toBe(0);
  plant('refs/agentic/runs');
  writeFileSync(join(repo.dir, '.agentic-planrc.yaml'), 'agents:\n  ada: { command: touch done }\n');
  const tasks = 'version: 1\ntasks:\n  - { id: one, kind: fix, title: One, writes: [b.ts] }\n';
  writeFileSync(join(repo.dir, 'tasks.yaml'), tasks);
  const refused = await run('run', '--tasks', 'tasks.yaml');
  expect(`${refused.stdout}${refused.stderr}`).toContain('git push origin --delete refs/agentic/runs');
  expect(refused.code).toBe(4);
});

test('an agent that is started under a claim is told, too', async () => {
  plant('refs/agentic/locks/src/A');
  const asks = `const { spawnSync } = require('node:child_process');
    const more = spawnSync(process.execPath, [${JSON.stringify(CLI)}, 'claim', 'src'], { encoding: 'utf8' });
    console.log(JSON.stringify([more.status, more.stderr]));`;
  const wrapped = await runCli(repo.dir, ['claim', 'b.ts', '--', process.execPath, '-e', asks]);
  const [code, said] = JSON.parse(wrapped.stdout);
  expect(code).toBe(4);
  expect(said).toContain('the ref refs/agentic/locks/src/A stands in the way');
});

test('in a repository without a remote the command is for our own repository', async () => {
  repo.git('remote', 'remove', 'origin');
  expect((await run('claim', 'b.ts')).code).toBe(0);
  expect((await run('release')).code).toBe(0);
  const own = join(repo.dir, '.git', 'agentic.git');
  const tip = repo.git(`--git-dir=${own}`, 'for-each-ref', '--format=%(objectname)', 'refs/agentic/tasks');
  repo.git(`--git-dir=${own}`, 'update-ref', 'refs/agentic/foo', tip);
  const seen = await run('status');
  expect(seen.stdout).toContain('update-ref -d refs/agentic/foo');
  paste(seen.stdout);
  expect((await run('status')).stdout).not.toContain('none of ours');
});
