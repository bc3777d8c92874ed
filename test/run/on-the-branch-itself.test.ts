import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n' };
const tasks = [
  { id: 'one', writes: ['a.txt'], does: "append('a.txt', 'x');" },
  { id: 'two', writes: ['b.txt'], needs: ['one'], does: "append('b.txt', 'x');" },
];
const onTarget: Pick<Parameters<typeof startTestRun>[0], 'onGround' | 'settings'> = {
  settings: { publish: { to: 'head', every: 'run' } },
  onGround: (ground) => ({
    ...ground,
    branch: { ref: 'refs/heads/main' as typeof ground.branch.ref, in: 'remote', isTarget: true },
  }),
};

describe('publish.to: head', () => {
  it('moves the branch itself on, one commit for each task, and makes no other', async () => {
    const { repo, remote } = makeTeam(files);
    const before = remote.tip('main');
    const run = await startTestRun({ repo, tasks, ...onTarget });
    expect(run.context.ending.branch).toEqual({ kind: 'moved', to: remote.tip('main') });
    expect(remote.git('log', '--format=%s', `${before}..main`).split('\n')).toEqual(['Do two', 'Do one']);
    expect(remote.git('log', '--format=%(trailers:key=Agentic-Task,valueonly)', 'main')).toMatch(/\/two /);
    expect(remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  it.each([
    [
      'moved',
      (remote: ReturnType<typeof makeTeam>['remote']) => void remote.commit({ 'mine.txt': 'a person' }),
    ],
    [
      'gone',
      (remote: ReturnType<typeof makeTeam>['remote']) =>
        void remote.git('update-ref', '-d', 'refs/heads/main'),
    ],
  ])('leaves it as somebody else has left it meanwhile: %s', async (why, meddle) => {
    const { repo, remote } = makeTeam(files);
    let seen = '';
    const run = await startTestRun({
      repo,
      tasks: tasks.slice(0, 1),
      ...onTarget,
      observe: (event) => {
        if (event.kind !== 'published') return;
        meddle(remote);
        seen = remote.git('for-each-ref', 'refs/heads');
      },
    });
    expect(run.context.ending.branch).toMatchObject({
      kind: 'not-moved',
      problem: { code: 'head-not-moved', data: { branch: 'main', why } },
    });
    expect(remote.git('for-each-ref', 'refs/heads')).toBe(seen);
    expect(remote.git('show', `${run.context.result.ref}:a.txt`)).toBe('a\nx');
  });
});

describe('the program with publish.to: head', () => {
  const configuration =
    'agents:\n  ada: { command: ["sh", "-c", "echo x >> a.txt"] }\npublish: { to: head }\n';
  const team = () =>
    makeTeam({
      ...files,
      '.agentic-planrc.yaml': configuration,
      'tasks.yaml': 'tasks:\n  - { id: t1, title: one, writes: [a.txt] }\n',
    });

  it('never touches the checkout, and names the way to get the result', async () => {
    const { repo, remote } = team();
    writeFileSync(join(repo.dir, 'b.txt'), 'not committed\n');
    const ran = await callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml']);
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/^Result +main \(\w+\) on origin/m)]);
    expect(remote.git('show', 'main:a.txt')).toBe('a\nx');
    expect(repo.git('status', '--porcelain').trim()).toBe('M b.txt');
    const again = parseJson(await callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml', '--json']));
    expect(again).toMatchObject({ outcome: 'done' });
  });

  it('starts nothing where the branch is one of a fork, or has commits that the clone has not', async () => {
    const { repo, remote } = team();
    repo.git('remote', 'add', 'fork', `file://${makeTeam(files).remote.dir}`);
    repo.git('config', 'branch.main.pushRemote', 'fork');
    const fork = await callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml']);
    expect([fork.code, fork.stderr]).toEqual([1, expect.stringMatching(/pushes it to another remote/)]);
    repo.git('config', '--unset', 'branch.main.pushRemote');
    const other = repo.commit({ 'b.txt': 'mine\n' });
    remote.commit({ 'a.txt': 'theirs\n' });
    const moved = await callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml', '--verbose']);
    expect([moved.code, moved.stderr]).toEqual([
      1,
      expect.stringMatching(/commits that are not in the result/),
    ]);
    expect(repo.tip('main')).toBe(other);
    expect(remote.git('for-each-ref', 'refs/agentic')).toBe('');
  });
});
