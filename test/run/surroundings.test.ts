import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RefName } from '../../src/core/model/ids.ts';
import { datumOf } from '../../src/core/model/problem.ts';
import { type GitFixture, makeFolder, makeRepository, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRunEnd } from '../support/run-fixture.ts';
import { withoutPauses } from '../support/without-pauses.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', '.gitignore': 'node_modules/\n' };
const one = (does: string) => [{ id: 'one', writes: ['a.txt'], does }];
const changeA = "append('a.txt', 'x');";
const problemOf = (run: TestRunEnd, id: string) => {
  const phase = run.state.tasks.find(({ task }) => task.id === id)?.phase;
  return phase && 'problem' in phase ? phase.problem : undefined;
};

describe('what a worktree is prepared with', () => {
  it('links what the team shares, and never publishes the link', async () => {
    const { repo, remote } = makeTeam(files);
    mkdirSync(join(repo.dir, 'node_modules'));
    writeFileSync(join(repo.dir, 'node_modules', 'tool.txt'), 'a tool');
    const does =
      "append('a.txt', fs.readFileSync('node_modules/tool.txt', 'utf8')); sh('git add -A && git commit -qm mine');";
    const run = await startTestRun({ repo, tasks: one(does), settings: { link: ['node_modules'] } });
    expect(run.phases).toEqual({ one: 'done' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\na tool');
    expect(remote.git('diff', '--name-only', 'main', 'agentic/main')).toBe('a.txt');
    expect(remote.git('log', '-1', '--format=%B', 'agentic/main')).toContain('mine');
    expect(readdirSync(join(repo.dir, 'node_modules'))).toEqual(['tool.txt']);
  });

  it('sets up for each agent, and for the test once for each state of the lock files', async () => {
    const { repo } = makeTeam({ ...files, 'package-lock.json': '1' });
    const count = join(makeFolder(), 'setups');
    const run = await startTestRun({
      repo,
      tasks: [
        {
          id: 'one',
          writes: ['a.txt'],
          does: "append('a.txt', fs.readFileSync('node_modules/made', 'utf8'));",
        },
        { id: 'two', writes: ['b.txt'], needs: ['one'], does: changeA.replace('a.txt', 'b.txt') },
        {
          id: 'three',
          writes: ['package-lock.json'],
          needs: ['two'],
          does: "append('package-lock.json', '2');",
        },
      ],
      settings: {
        setup: { shell: `mkdir -p node_modules && echo yes > node_modules/made && echo x >> '${count}'` },
        verify: { shell: 'test -f node_modules/made' },
        claims: {
          mode: 'enforce',
          mergeable: [],
          ignore: [],
          leaseMinutes: 30,
          maxRefs: 32,
          maxAgentsPerFile: 1,
          regenerate: [],
        },
      },
    });
    expect(run.phases).toEqual({ one: 'done', two: 'done', three: 'done' });
    // Three agents; the worktree for the test twice, since one of them changed the lock file.
    expect(readFileSync(count, 'utf8').split('\n')).toHaveLength(5 + 1);
  });

  it('says when the set-up fails, and starts no agent', async () => {
    const { repo } = makeTeam(files);
    const run = await startTestRun({
      repo,
      tasks: one(changeA),
      settings: { setup: { shell: 'echo no network; exit 9' } },
    });
    expect(problemOf(run, 'one')).toMatchObject({ code: 'setup-failed', data: { how: 'exit code 9' } });
    expect(readFileSync(String(datumOf(problemOf(run, 'one'), 'log')), 'utf8')).toBe('no network\n');
    expect(readdirSync(run.folder)).toEqual([]);
  });

  it('row 81: says where it cannot make worktrees', async () => {
    const { repo } = makeTeam(files);
    const blocked = join(makeFolder(), 'file');
    writeFileSync(blocked, '');
    const folder = join(blocked, 'worktrees');
    const run = await startTestRun({
      repo,
      tasks: one(changeA),
      folder,
      onGround: withoutPauses,
    });
    expect(problemOf(run, 'one')).toMatchObject({ code: 'no-worktree' });
    const left = await run.store.list(['refs/agentic/locks/' as RefName]);
    expect(left.ok && left.value.size).toBe(0);
  });

  it.each<[string, () => GitFixture]>([
    ['a partial clone', () => partialClone()],
    ['a shallow clone', () => makeTeam(files).remote.clone('--depth=1')],
    ['a SHA-256 repository', () => sha256Clone()],
  ])('row 37: works in %s', async (_, make) => {
    const repo = make();
    const run = await startTestRun({ repo, tasks: one(changeA) });
    expect(run.phases).toEqual({ one: 'done' });
    repo.git('fetch', '-q', 'origin', 'agentic/main');
    expect(repo.git('show', 'FETCH_HEAD:a.txt')).toBe('a\nx');
  });
});

function partialClone(): GitFixture {
  const { remote } = makeTeam(files);
  remote.git('config', 'uploadpack.allowFilter', 'true');
  remote.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  return remote.clone('--filter=blob:none');
}

function sha256Clone(): GitFixture {
  const remote = makeRepository({ bare: true, objectFormat: 'sha256' });
  remote.commit(files);
  return remote.clone();
}

describe('row 78: an agent that acts against us', () => {
  it('reaches neither the remote, nor the clone, nor other worktrees by git', async () => {
    const { repo, remote } = makeTeam(files);
    const before = [
      remote.git('for-each-ref', 'refs/heads'),
      readFileSync(join(repo.dir, '.git', 'config'), 'utf8'),
      repo.git('worktree', 'list'),
    ];
    const hostile = `
      const dare = (line) => { try { sh(line); } catch {} };
      dare('git push --force origin HEAD:main'); dare('git push --force --all'); dare('git remote add origin /nowhere');
      dare('git config core.hooksPath /tmp/evil'); dare('git branch -f main HEAD~1'); dare('git update-ref -d refs/heads/main');
      dare('git gc --prune=now'); dare('git worktree prune'); dare('git stash -u');
      ${changeA}
      dare('chmod 000 a.txt'); dare('mkdir ro && touch ro/f && chmod 555 ro');`;
    const run = await startTestRun({
      repo,
      tasks: [...one(hostile), { id: 'two', writes: ['b.txt'], does: changeA.replace('a.txt', 'b.txt') }],
    });
    expect(problemOf(run, 'one')).toBeUndefined();
    expect(run.phases).toEqual({ one: 'done', two: 'done' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\nx');
    const after = [
      remote.git('for-each-ref', 'refs/heads/main'),
      readFileSync(join(repo.dir, '.git', 'config'), 'utf8'),
      repo.git('worktree', 'list'),
    ];
    expect(after).toEqual(before);
    expect(readdirSync(run.folder)).toEqual([]);
  });
});
