import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evictClaim } from '../../src/app/claim/clear-claims.ts';
import { observe } from '../../src/app/claim/observe.ts';
import type { RunContext } from '../../src/app/perform/run-context.ts';
import { lockOf } from '../../src/core/claim/lock-name.ts';
import { taskRef } from '../../src/core/claim/refs.ts';
import type { RefName, RepoPath, TaskId } from '../../src/core/model/ids.ts';
import { type GitFixture, makeFolder, makeRepository, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRunEnd } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', '.gitignore': 'node_modules/\n' };
const one = (does: string) => [{ id: 'one', writes: ['a.txt'], does }];
const changeA = "append('a.txt', 'x');";
const problemOf = (run: TestRunEnd, id: string) => {
  const phase = run.state.tasks.find(({ task }) => task.id === id)?.phase;
  return phase && 'problem' in phase ? phase.problem : undefined;
};
const waitFor = async (seen: () => boolean): Promise<void> => {
  while (!seen()) await new Promise((resolve) => setTimeout(resolve, 10));
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
    expect(readFileSync(String(problemOf(run, 'one')?.data['log']), 'utf8')).toBe('no network\n');
    expect(readdirSync(run.folder)).toEqual([]);
  });

  it('row 81: says where it cannot make worktrees', async () => {
    const { repo } = makeTeam(files);
    const blocked = join(makeFolder(), 'file');
    writeFileSync(blocked, '');
    const run = await startTestRun({ repo, tasks: one(changeA), folder: join(blocked, 'worktrees') });
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

describe('an older result on the branch', () => {
  it('is the base when it contains the head; nothing on it is lost', async () => {
    const { repo, remote } = makeTeam(files);
    remote.commit({ 'old.txt': 'older result' }, { branch: 'agentic/main', parents: ['main'] });
    const run = await startTestRun({ repo, tasks: one(changeA) });
    expect(run.phases).toEqual({ one: 'done' });
    expect(remote.git('show', 'agentic/main:old.txt')).toBe('older result');
    expect(remote.git('log', '--merges', '--format=%h', 'agentic/main')).toBe('');
  });

  it('is merged in memory when the branch has moved on', async () => {
    const { repo, remote } = makeTeam(files);
    const old = remote.commit({ 'old.txt': 'older result' }, { branch: 'agentic/main', parents: ['main'] });
    repo.commit({ 'b.txt': 'newer\n' });
    const run = await startTestRun({ repo, tasks: one(changeA) });
    expect(run.phases).toEqual({ one: 'done' });
    expect(remote.git('show', 'agentic/main:old.txt')).toBe('older result');
    expect(remote.git('show', 'agentic/main:b.txt')).toBe('newer');
    remote.git('merge-base', '--is-ancestor', old, 'agentic/main');
  });

  it('never moves backwards over what somebody put there meanwhile', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startTestRun({
      repo,
      tasks: one(changeA),
      observe: (event) => {
        if (event.kind === 'published')
          remote.commit({ 'mine.txt': 'a person' }, { branch: 'agentic/main', parents: ['main'] });
      },
    });
    expect(run.context.board.branchMoved?.kind).toBe('moved');
    expect(remote.git('show', 'agentic/main:mine.txt')).toBe('a person');
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\nx');
  });

  it('moves with each task where that is wanted, and says so when its name is taken', async () => {
    const { repo, remote } = makeTeam(files);
    const seen: string[] = [];
    await startTestRun({
      repo,
      tasks: [
        ...one(changeA),
        { id: 'two', writes: ['b.txt'], needs: ['one'], does: changeA.replace('a.txt', 'b.txt') },
      ],
      settings: { publish: { to: 'branch', every: 'task' } },
      observe: (event) => {
        if (event.kind === 'published') seen.push(remote.git('log', '-1', '--format=%s', 'agentic/main'));
      },
    });
    expect(seen).toEqual(['Do one', 'Do two']);
    const other = makeTeam(files);
    other.remote.git('branch', 'agentic', 'main');
    const run = await startTestRun({ repo: other.repo, tasks: one(changeA) });
    expect(run.context.board.branchMoved).toMatchObject({
      kind: 'not-moved',
      problem: { code: 'result-branch-taken', data: { detail: 'there is a branch agentic' } },
    });
  });
});

describe('claims while agents work', () => {
  it('are renewed for as long as the work takes', async () => {
    const { repo, remote } = makeTeam(files);
    const count = `execFileSync('git', ['--git-dir', '${remote.dir}', 'for-each-ref', '--format=%(contents)', 'refs/agentic/tasks/'], { encoding: 'utf8' })`;
    const run = await startTestRun({
      repo,
      tasks: one(`await until(() => ${count}.includes('"renewed"')); ${changeA}`),
      settings: {
        claims: {
          mode: 'enforce',
          mergeable: [],
          ignore: [],
          leaseMinutes: 0.05,
          maxRefs: 32,
          maxAgentsPerFile: 1,
          regenerate: [],
        },
      },
    });
    expect(run.phases).toEqual({ one: 'done' });
  });

  it('that were taken from a run keep it from publishing; the work is kept', async () => {
    const { repo, remote } = makeTeam(files);
    const meeting = makeFolder();
    let opened: RunContext | undefined;
    const run = await startTestRun({
      repo,
      agents: [{ env: { MEETING: meeting } }],
      tasks: one(
        `${changeA} fs.writeFileSync(process.env.MEETING + '/up', ''); await until(() => fs.existsSync(process.env.MEETING + '/evicted'));`,
      ),
      onOpened: (context) => {
        opened = context;
      },
      observe: (event) => {
        if (event.kind === 'claimed' && opened) void evict(opened, meeting);
      },
    });
    expect(problemOf(run, 'one')).toMatchObject({ code: 'claim-lost' });
    expect(remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
    const kept = run.context.board.kept.get('one' as TaskId);
    repo.git('fetch', '-q', join(repo.dir, '.git', 'agentic.git'), String(kept));
    expect(repo.git('show', 'FETCH_HEAD:a.txt')).toBe('a\nx');
  });

  it('of others are waited for, and the run goes on when they end', async () => {
    const { repo } = makeTeam(files);
    const meeting = makeFolder();
    const holder = startTestRun({
      repo,
      agents: [{ env: { MEETING: meeting } }],
      tasks: [
        {
          id: 'holder',
          writes: ['a.txt'],
          does: "fs.writeFileSync(process.env.MEETING + '/up', ''); await until(() => fs.existsSync(process.env.MEETING + '/go'));",
        },
      ],
      target: 'other',
    });
    await waitFor(() => existsSync(join(meeting, 'up')));
    const run = await startTestRun({
      repo,
      tasks: one(changeA),
      observe: (event) => {
        if (event.kind === 'held') writeFileSync(join(meeting, 'go'), '');
      },
    });
    expect(run.log).toContain('held one');
    expect([run.phases, (await holder).phases]).toEqual([{ one: 'done' }, { holder: 'done' }]);
  });
});

/** What `release --force` does, by somebody else. */
async function evict({ desk, plan }: RunContext, meeting: string): Promise<void> {
  await waitFor(() => existsSync(join(meeting, 'up')));
  const ref = taskRef(plan.run, 'one' as TaskId);
  const { lock } = lockOf('a.txt' as RepoPath);
  const seen = await observe(desk, { locks: [lock], taskRefs: [ref] });
  const view = seen.ok ? seen.value.view : undefined;
  const task = view?.tasks.get(ref);
  const anchor = view?.locks.get(lock)?.anchor;
  if (!view || !task || !anchor || task.read.kind !== 'record') throw new Error('no claim to evict');
  await evictClaim(desk, {
    tip: task.read.record,
    task,
    anchor,
    reason: 'a person said so',
  });
  writeFileSync(join(meeting, 'evicted'), '');
}

/** A repository without any remote is its own team. */
function makeAlone(all: Readonly<Record<string, string>>): {
  readonly repo: GitFixture;
  readonly remote: GitFixture;
} {
  const repo = makeRepository();
  repo.commit(all);
  return { repo, remote: repo };
}

describe('news while an agent works', () => {
  it.each([
    ['with a remote', makeTeam],
    ['without a remote', makeAlone],
  ])(
    '%s: tells of a branch that has moved, if it concerns the task, and of what another task has published',
    async (_, make) => {
      const { repo, remote } = make({ ...files, 'CHANGELOG.md': '' });
      const meeting = makeFolder();
      const news =
        // made, but not written yet, it is empty for a moment
        "fs.readFileSync(process.env.AGENTIC_DIR + '/notices.jsonl', 'utf8').split('\\n').filter(Boolean).map((line) => JSON.parse(line))";
      const run = await startTestRun({
        repo,
        agents: [{ env: { MEETING: meeting } }],
        tasks: [
          {
            id: 'listener',
            writes: ['a.txt', 'CHANGELOG.md'],
            does: `fs.writeFileSync(process.env.MEETING + '/up', '');
            await until(() => fs.existsSync(process.env.AGENTIC_DIR + '/notices.jsonl') && ${news}.length === 2);
            append('a.txt', JSON.stringify(${news}.map(({ kind, task, paths }) => [kind, task ?? 'a branch', paths]).sort()));`,
          },
          {
            id: 'other',
            writes: ['b.txt', 'CHANGELOG.md'],
            does: "await until(() => fs.existsSync(process.env.MEETING + '/up')); append('CHANGELOG.md', 'x'); append('b.txt', 'x');",
          },
        ],
        observe: (event) => {
          if (event.kind === 'published' && event.task === 'other')
            remote.commit({ 'a.txt': 'moved\n', 'b.txt': 'moved\n' }, { branch: 'main' });
        },
      });
      expect(run.phases).toEqual({ listener: 'done', other: 'done' });
      expect(remote.git('show', 'agentic/main:a.txt').split('\n')[1]).toBe(
        JSON.stringify([
          ['published', 'a branch', ['a.txt']],
          ['published', 'other', ['CHANGELOG.md']],
        ]),
      );
    },
  );
});

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
