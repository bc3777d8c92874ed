import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RefName } from '../../src/core/model/ids.ts';
import { datumOf } from '../../src/core/model/problem.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRunEnd } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'src/c.txt': 'c\n', 'package.json': '{}' };

async function locksLeft(run: TestRunEnd): Promise<readonly string[]> {
  const listed = await run.store.list(['refs/agentic/locks/' as RefName]);
  return listed.ok ? [...listed.value.keys()] : ['?'];
}

async function nothingLeft(run: TestRunEnd): Promise<void> {
  expect(await locksLeft(run)).toEqual([]);
  expect(readdirSync(run.folder)).toEqual([]);
}

const problemOf = (run: TestRunEnd, id: string) => {
  const phase = run.state.tasks.find(({ task }) => task.id === id)?.phase;
  return phase && 'problem' in phase ? phase.problem : undefined;
};

describe('a run in which things go wrong', () => {
  it('stops only what needs the failed task, and publishes the rest', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startTestRun({
      repo,
      tasks: [
        {
          id: 'bad',
          writes: ['a.txt'],
          does: "append('a.txt', 'half'); console.log('my reason'); process.exit(3);",
        },
        { id: 'needs-bad', writes: ['b.txt'], needs: ['bad'], does: "append('b.txt', 'never');" },
        { id: 'good', writes: ['src/c.txt'], does: "append('src/c.txt', 'good');" },
      ],
    });
    expect(run.phases).toEqual({ bad: 'failed', 'needs-bad': 'stopped', good: 'done' });
    const problem = problemOf(run, 'bad');
    expect(problem).toMatchObject({ code: 'task-failed', data: { code: 3 } });
    expect(readFileSync(String(datumOf(problem, 'log')), 'utf8')).toBe('my reason\n');
    expect(remote.git('diff', '--name-only', 'main', 'agentic/main')).toBe('src/c.txt');
    await nothingLeft(run);
    // What the failed one wrote is kept, under a name that a person can fetch.
    const kept = run.context.leavings.kept.get('bad' as never);
    repo.git('fetch', '-q', join(repo.dir, '.git', 'agentic.git'), String(kept));
    expect(repo.git('show', 'FETCH_HEAD:a.txt')).toBe('a\nhalf');
  });

  it('does not publish a combination that fails its test; the agent gets another try that says why', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startTestRun({
      repo,
      tasks: [
        {
          id: 'fix',
          writes: ['a.txt'],
          retries: 1,
          does: "const again = fs.readFileSync(process.env.AGENTIC_PROMPT, 'utf8').includes('verify-failed'); append('a.txt', again ? 'right' : 'wrong');",
        },
        { id: 'wrong', writes: ['b.txt'], does: "append('b.txt', 'wrong');" },
      ],
      settings: { verify: { shell: '! grep -rq wrong a.txt b.txt' } },
    });
    expect(run.phases).toEqual({ fix: 'done', wrong: 'blocked' });
    expect(problemOf(run, 'wrong')).toMatchObject({ code: 'verify-failed', data: { prepared: false } });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\nright');
    expect(remote.git('diff', '--name-only', 'main', 'agentic/main')).toBe('a.txt');
    await nothingLeft(run);
  });

  it('row 80: claims late what an agent changed besides; a held path blocks it and nothing is published by halves', async () => {
    const { repo, remote } = makeTeam(files);
    const meeting = makeFolder();
    const run = await startTestRun({
      repo,
      agents: [{ env: { MEETING: meeting } }],
      tasks: [
        {
          id: 'wide',
          writes: ['a.txt'],
          does: "append('a.txt', 'x'); append('test/new.txt', 'x'); fs.renameSync('package.json', 'package2.json');",
        },
        // Holds b.txt until the other one is over.
        {
          id: 'holder',
          writes: ['b.txt'],
          does: "append('b.txt', 'x'); fs.writeFileSync(process.env.MEETING + '/held', ''); await until(() => fs.existsSync(process.env.MEETING + '/over'));",
        },
        {
          id: 'intruder',
          writes: ['src/c.txt'],
          does: "await until(() => fs.existsSync(process.env.MEETING + '/held')); append('src/c.txt', 'x'); append('b.txt', 'y');",
        },
      ],
      observe: (event) => {
        if (event.kind === 'not-published') writeFileSync(join(meeting, 'over'), '');
      },
    });
    expect(run.phases).toEqual({ wide: 'done', holder: 'done', intruder: 'blocked' });
    expect(problemOf(run, 'intruder')).toMatchObject({ code: 'outside-claim', data: { paths: ['b.txt'] } });
    expect(remote.git('diff', '--no-renames', '--name-only', 'main', 'agentic/main').split('\n')).toEqual([
      'a.txt',
      'b.txt',
      'package.json',
      'package2.json',
      'test/new.txt',
    ]);
    expect(remote.git('show', 'agentic/main:b.txt')).toBe('b\nx');
    await nothingLeft(run);
  });

  it('row 80: workflow files are published only where the task names them', async () => {
    const { repo, remote } = makeTeam({ ...files, '.github/workflows/ci.yml': 'on: push\n' });
    const does = "append('.github/workflows/' + process.env.AGENTIC_TASK + '.yml', 'on: push');";
    const run = await startTestRun({
      repo,
      tasks: [
        { id: 'sneaky', writes: ['src/', '**'], does },
        { id: 'asked', writes: ['.github/workflows/asked.yml'], does },
      ],
    });
    expect(run.phases).toEqual({ sneaky: 'blocked', asked: 'done' });
    expect(problemOf(run, 'sneaky')).toMatchObject({ code: 'workflow-file' });
    expect(remote.git('diff', '--name-only', 'main', 'agentic/main')).toBe('.github/workflows/asked.yml');
  });

  it('hands on what a task leaves, and publishes nothing for one that changes nothing', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startTestRun({
      repo,
      tasks: [
        {
          id: 'scan',
          writes: [],
          does: "report({ summary: 'Found two things', outputs: { findings: 2 } });",
        },
        {
          id: 'fix',
          writes: ['a.txt'],
          needs: ['scan'],
          does: "append('a.txt', /Found two things.*findings: 2/s.exec(fs.readFileSync(0, 'utf8')) ? 'told' : 'not told');",
        },
      ],
    });
    expect(run.phases).toEqual({ scan: 'done', fix: 'done' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\ntold');
    expect(remote.git('log', '--format=%s', 'main..agentic/main')).toBe('Do fix');
  });

  it('row 58: a missing command fails its tasks with a reason', async () => {
    const { repo } = makeTeam(files);
    const run = await startTestRun({
      repo,
      agents: [{ command: { argv: ['no-such-agent-anywhere'] } }],
      tasks: [
        { id: 'one', writes: ['a.txt'], does: '' },
        { id: 'two', writes: ['b.txt'], does: '', needs: [] },
      ],
      settings: { limits: { agents: 1, tasks: 5, minutes: 60 } },
    });
    expect(problemOf(run, 'one')).toMatchObject({ code: 'command-missing' });
    expect(problemOf(run, 'two')).toMatchObject({ code: 'no-agent-left' });
    await nothingLeft(run);
  });

  it('runs again on the new base what conflicts there, with the other change in its prompt', async () => {
    const { repo, remote } = makeTeam(files);
    const meeting = makeFolder();
    const run = await startTestRun({
      repo,
      agents: [{ env: { MEETING: meeting } }],
      settings: {
        claims: {
          mode: 'off',
          mergeable: [],
          ignore: [],
          leaseMinutes: 30,
          maxRefs: 32,
          maxAgentsPerFile: 1,
          regenerate: [],
        },
      },
      tasks: [
        // Both change a.txt although they do not say so; the second begins before the first is published.
        {
          id: 'quick',
          writes: ['b.txt'],
          does: "fs.writeFileSync('a.txt', 'quick'); await until(() => fs.existsSync(process.env.MEETING + '/slow'));",
        },
        {
          id: 'slow',
          writes: ['src/c.txt'],
          retries: 1,
          does: "const again = fs.readFileSync(process.env.AGENTIC_PROMPT, 'utf8').includes('merge-conflict'); fs.writeFileSync(process.env.MEETING + '/slow', ''); if (!again) await until(() => fs.existsSync(process.env.MEETING + '/published')); fs.writeFileSync('a.txt', fs.readFileSync('a.txt', 'utf8').trim() + ' and slow');",
        },
      ],
      observe: (event) => {
        if (event.kind === 'published') writeFileSync(join(meeting, 'published'), '');
      },
    });
    expect(run.log).toContain('not-published slow');
    expect(run.phases).toEqual({ quick: 'done', slow: 'done' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('quick and slow');
  });

  it('answers an agent that asks for more paths while it works', async () => {
    const { repo, remote } = makeTeam(files);
    const ask = `const dir = process.env.AGENTIC_DIR;
      const ask = async (id, paths) => {
        fs.writeFileSync(dir + '/requests/.' + id, JSON.stringify({ version: 1, do: 'claim', paths }));
        fs.renameSync(dir + '/requests/.' + id, dir + '/requests/' + id + '.json');
        await until(() => fs.existsSync(dir + '/answers/' + id + '.json'));
        return JSON.parse(fs.readFileSync(dir + '/answers/' + id + '.json', 'utf8'));
      };
      const answer = await ask('one', ['b.txt']);
      append('a.txt', answer.outcome + ' ' + answer.paths.join());`;
    const run = await startTestRun({ repo, tasks: [{ id: 'asker', writes: ['a.txt'], does: ask }] });
    expect(run.phases).toEqual({ asker: 'done' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\nclaimed a.txt,b.txt');
    await nothingLeft(run);
  });

  it('gives everything back when it is interrupted, and the next start goes on', async () => {
    const { repo, remote } = makeTeam(files);
    const interruption = new AbortController();
    const tasks = [
      { id: 'done-one', writes: ['b.txt'], does: "append('b.txt', 'x');" },
      {
        id: 'endless',
        writes: ['a.txt'],
        needs: ['done-one'],
        does: "append('a.txt', 'half'); if (!fs.existsSync(process.env.MEETING + '/again')) { console.log('up'); process.on('SIGTERM', () => {}); await until(() => false); }",
      },
    ];
    const meeting = makeFolder();
    const agents = [{ env: { MEETING: meeting } }];
    const run = await startTestRun({
      repo,
      tasks,
      agents,
      interrupted: interruption.signal,
      onOpened: ({ logs }) => {
        const log = join(logs, 'endless-1.log');
        const wait = (): unknown =>
          existsSync(log) && readFileSync(log, 'utf8') !== '' ? interruption.abort() : setTimeout(wait, 5);
        wait();
      },
    });
    expect(run.phases).toEqual({ 'done-one': 'done', endless: 'interrupted' });
    expect(remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
    await nothingLeft(run);
    writeFileSync(join(meeting, 'again'), '');
    const second = await startTestRun({ repo, tasks, agents });
    expect(second.log).not.toContain('claimed done-one');
    expect(second.phases).toEqual({ 'done-one': 'done', endless: 'done' });
    expect(remote.git('log', '--format=%s', 'main..agentic/main').split('\n')).toEqual([
      'Do endless',
      'Do done-one',
    ]);
  });
});
