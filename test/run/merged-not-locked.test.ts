import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { proposeMergeable } from '../../src/app/run/propose-mergeable.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import type { RefName } from '../../src/core/model/ids.ts';
import type { ClaimSettings } from '../../src/core/model/settings.ts';
import { emptyRecord, recordEvent } from '../../src/core/run/run-record.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRun, type TestRunEnd } from '../support/run-fixture.ts';

const changeLog = `${['# Changes', '', ...'abcdefghijklmnopqrst'].join('\n')}\n`;
const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'CHANGELOG.md': changeLog };
const claims = (more: Partial<ClaimSettings>): ClaimSettings => ({ ...defaultSettings().claims, ...more });

/** The table was looked at after this task was claimed. */
const looked = (own: string): string =>
  `await until(() => fs.existsSync(path.join(process.env.MEETING, 'looked-${own}')));`;
/** Both are at work when either goes on; the second ends only when the first is published. */
const meet = (own: string, other: string): string => `
  const meeting = process.env.MEETING;
  fs.writeFileSync(path.join(meeting, '${own}'), '');
  await until(() => fs.existsSync(path.join(meeting, '${other}')));
  ${looked(own)}`;
const second = "await until(() => fs.existsSync(path.join(process.env.MEETING, 'published')));";
const insert = (after: string, line: string): string =>
  `fs.writeFileSync('CHANGELOG.md', fs.readFileSync('CHANGELOG.md', 'utf8').replace('\\n${after}\\n', '\\n${after}\\n${line}\\n'));`;
const prompt = "const prompt = fs.readFileSync(process.env.AGENTIC_PROMPT, 'utf8');";

/** A run whose first publication is told to the agents; with its record, and the locks right after each claim. */
async function startMeeting(run: TestRun) {
  const meeting = makeFolder();
  let record = emptyRecord;
  let context: TestRunEnd['context'] | undefined;
  const locks = new Map<string, readonly string[]>();
  const look = async (task: string): Promise<void> => {
    if (context) locks.set(task, await locksOf(context.claimant));
    writeFileSync(join(meeting, `looked-${task}`), '');
  };
  const end = await startTestRun({
    ...run,
    agents: [{ env: { MEETING: meeting } }],
    onOpened: (opened) => {
      context = opened;
    },
    observe: (event, state) => {
      record = recordEvent(record, event, state);
      if (event.kind === 'claimed') void look(event.task);
      if (event.kind === 'published') writeFileSync(join(meeting, 'published'), '');
      run.observe?.(event, state);
    },
  });
  return { ...end, record, locks };
}

async function locksOf({ store }: Pick<TestRunEnd, 'store'>): Promise<readonly string[]> {
  const listed = await store.list(['refs/agentic/locks/' as RefName]);
  return listed.ok ? [...listed.value.keys()].map((ref) => ref.slice('refs/agentic/locks/'.length)) : ['?'];
}

describe('paths that are merged, not locked', () => {
  it('two tasks are at work on them at once, named or not, and both changes are published', async () => {
    const { repo, remote } = makeTeam({ ...files, 'gen/out.txt': changeLog });
    const run = await startMeeting({
      repo,
      settings: { claims: claims({ ignore: ['gen/**'] }) },
      tasks: [
        {
          id: 'one',
          writes: ['a.txt', 'CHANGELOG.md', 'gen/*'],
          does: `${meet('one', 'two')} append('a.txt', 'one'); ${insert('b', 'by one')} append('gen/out.txt', 'one');`,
        },
        {
          id: 'two',
          writes: ['b.txt', 'gen/*'],
          does: `${meet('two', 'one')} append('b.txt', 'two'); ${insert('r', 'by two')} fs.writeFileSync('gen/out.txt', 'two\\n' + fs.readFileSync('gen/out.txt', 'utf8')); ${second}`,
        },
      ],
    });
    expect(run.phases).toEqual({ one: 'done', two: 'done' });
    const log = remote.git('show', 'agentic/main:CHANGELOG.md');
    expect(log).toContain('b\nby one\nc');
    expect(log).toContain('r\nby two\ns');
    expect(remote.git('show', 'agentic/main:gen/out.txt')).toBe(`two\n${changeLog}one`);
    expect(new Set([...run.locks.values()].flat())).toEqual(new Set(['a.txt', 'b.txt']));
    expect(run.record.conflicts).toBe(0);
    expect(await locksOf(run)).toEqual([]);
  });

  it('a real conflict runs the task again with the other change before it; nothing is lost', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startMeeting({
      repo,
      tasks: [
        {
          id: 'one',
          writes: ['a.txt', 'CHANGELOG.md'],
          does: `${meet('one', 'two')} ${insert('b', 'by one')} append('a.txt', 'one');`,
        },
        {
          id: 'two',
          writes: ['b.txt', 'CHANGELOG.md'],
          retries: 1,
          does: `${prompt}
            if (!prompt.includes('merge-conflict')) { ${meet('two', 'one')} ${insert('b', 'by two')} append('b.txt', 'much work'); ${second} return; }
            const [, own] = /earlier work is commit \`([0-9a-f]{40})\`/.exec(prompt);
            const [, theirs] = /([0-9a-f]{40}) Do one/.exec(prompt);
            if (!prompt.includes('+by one')) throw new Error('no patch');
            if (!sh('git show ' + theirs).includes('+by one')) throw new Error('no commit');
            fs.writeFileSync('b.txt', sh('git show ' + own + ':b.txt'));
            ${insert('by one', 'by two')}`,
        },
      ],
    });
    expect(run.phases).toEqual({ one: 'done', two: 'done' });
    expect(run.record.conflicts).toBe(1);
    expect(remote.git('show', 'agentic/main:CHANGELOG.md')).toContain('b\nby one\nby two\nc');
    expect(remote.git('show', 'agentic/main:b.txt')).toBe('b\nmuch work');
    // Kept for the second try only.
    expect(run.context.leavings.kept.size).toBe(0);
  });

  it('is blocked when its tries are used up, and the work is kept', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startMeeting({
      repo,
      tasks: [
        { id: 'one', writes: ['CHANGELOG.md'], does: `${meet('one', 'two')} ${insert('b', 'by one')}` },
        {
          id: 'two',
          writes: ['CHANGELOG.md'],
          does: `${meet('two', 'one')} ${insert('b', 'by two')} ${second}`,
        },
      ],
    });
    expect(run.phases).toEqual({ one: 'done', two: 'blocked' });
    expect(remote.git('show', 'agentic/main:CHANGELOG.md')).not.toContain('by two');
    repo.git(
      'fetch',
      '-q',
      join(repo.dir, '.git', 'agentic.git'),
      String(run.context.leavings.kept.get('two' as never)),
    );
    expect(repo.git('show', 'FETCH_HEAD:CHANGELOG.md')).toContain('b\nby two\nc');
  });
});

describe('files that a command makes anew', () => {
  // `all.lock` lists the parts; two tasks add one each and make the list, which conflicts.
  const parts = { 'parts/a': '', 'all.lock': 'a\n', 'a.txt': 'a\n', 'verify.log': '' };
  const add = (name: string): string =>
    `append('parts/${name}', ''); sh('ls parts > all.lock'); append('own-${name}.txt', '${name}');`;
  const both = (command: string): Omit<TestRun, 'repo'> => ({
    settings: {
      claims: claims({
        mergeable: ['*.lock'],
        regenerate: [{ glob: '*.lock', command: { shell: command } }],
      }),
      verify: { shell: 'ls parts | cmp - all.lock' },
    },
    tasks: [
      { id: 'one', writes: ['parts/b', 'all.lock'], does: `${meet('one', 'two')} ${add('b')}` },
      {
        id: 'two',
        writes: ['parts/c', 'all.lock'],
        retries: 1,
        does: `${prompt} if (prompt.includes('merge-conflict')) console.log('again'); else { ${meet('two', 'one')} } ${add('c')} if (!prompt.includes('merge-conflict')) { ${second} }`,
      },
    ],
  });

  it('are not merged but made on the merged tree, by that command, and tested with the rest', async () => {
    const { repo, remote } = makeTeam(parts);
    const command = 'grep -q "<<<<" all.lock && exit 1; ls parts > all.lock; touch left-over';
    const run = await startMeeting({ repo, ...both(command) });
    expect(run.phases).toEqual({ one: 'done', two: 'done' });
    expect(run.log).not.toContain('not-published two');
    expect(remote.git('show', 'agentic/main:all.lock')).toBe('a\nb\nc');
    expect(remote.git('diff', '--name-only', 'main', 'agentic/main').split('\n')).toEqual([
      'all.lock',
      'own-b.txt',
      'own-c.txt',
      'parts/b',
      'parts/c',
    ]);
    expect(existsSync(join(run.context.logs, 'two-1-anew-1.log'))).toBe(true);
  });

  it.each([
    ['fails', 'echo my reason; exit 1'],
    ['leaves the file out', 'echo my reason; rm -f all.lock'],
  ])('where it %s the task runs again', async (_, command) => {
    const { repo, remote } = makeTeam(parts);
    const run = await startMeeting({ repo, ...both(command) });
    expect(run.phases).toEqual({ one: 'done', two: 'done' });
    expect(run.log).toContain('not-published two');
    expect(readFileSync(join(run.context.logs, 'two-1-anew-1.log'), 'utf8')).toBe('my reason\n');
    expect(readFileSync(join(run.context.logs, 'two-2.log'), 'utf8')).toBe('again\n');
    expect(remote.git('show', 'agentic/main:all.lock')).toBe('a\nb\nc');
  });
});

describe('claims are taken late and given back early', () => {
  it('a lock is there from the start of its task until its publication', async () => {
    const { repo } = makeTeam(files);
    const run = await startMeeting({
      repo,
      tasks: [
        { id: 'first', writes: ['a.txt'], does: `${meet('first', 'long')} append('a.txt', 'x');` },
        // At work until `next` is.
        {
          id: 'long',
          writes: ['b.txt'],
          does: `${meet('long', 'first')} await until(() => fs.existsSync(path.join(meeting, 'next'))); report({ summary: 'seen' });`,
        },
        {
          id: 'next',
          writes: ['CHANGELOG.md', 'c.txt'],
          needs: ['first'],
          does: `${looked('next')} append('c.txt', 'x'); fs.writeFileSync(path.join(process.env.MEETING, 'next'), '');`,
        },
      ],
    });
    expect(run.phases).toEqual({ first: 'done', long: 'done', next: 'done' });
    expect(run.locks.get('first')).not.toContain('c.txt');
    expect(run.locks.get('next')).toEqual(['b.txt', 'c.txt']);
    expect(await locksOf(run)).toEqual([]);
  });
});

describe('several agents on one file', () => {
  it('at most as many at once as configured; without locks, and every change is published', async () => {
    const { repo, remote } = makeTeam(files);
    let most = 0;
    const line = (at: string, id: string) => ({
      id,
      writes: ['CHANGELOG.md', 'src/'],
      does: insert(at, `by ${id}`),
    });
    const run = await startMeeting({
      repo,
      settings: {
        claims: claims({ mergeable: [], maxAgentsPerFile: 2 }),
        limits: { agents: 4, tasks: 5, minutes: 60 },
      },
      observe: (_, { tasks }) => {
        most = Math.max(
          most,
          tasks.filter(({ phase }) => ['claiming', 'working'].includes(phase.kind)).length,
        );
      },
      tasks: [line('b', 'one'), line('h', 'two'), line('n', 'three'), line('t', 'four')],
    });
    expect(Object.values(run.phases)).toEqual(['done', 'done', 'done', 'done']);
    expect(most).toBe(2);
    const log = remote.git('show', 'agentic/main:CHANGELOG.md');
    for (const id of ['one', 'two', 'three', 'four']) expect(log).toContain(`by ${id}`);
  });
});

describe('what kept tasks of a run waiting', () => {
  const where = (id: string, at: string) => ({
    id,
    writes: ['log.txt', 'hot.txt', 'a.txt'],
    does: `fs.writeFileSync('log.txt', fs.readFileSync('log.txt', 'utf8').replace('\\n${at}\\n', '\\n${at}\\n${id}\\n'));
      append('hot.txt', '${id}\\n');`,
  });
  const work = async (agents: number) => {
    const { repo } = makeTeam({ ...files, 'log.txt': changeLog, 'hot.txt': 'hot\n' });
    const run = await startMeeting({
      repo,
      settings: { limits: { agents, tasks: 5, minutes: 60 } },
      tasks: [where('one', 'b'), where('two', 'j'), where('three', 'r')],
    });
    expect(Object.values(run.phases)).toEqual(['done', 'done', 'done']);
    return proposeMergeable(run);
  };

  it('is proposed for merging where both changed it and git would have merged them', async () => {
    expect(await work(3)).toEqual([{ path: 'log.txt', glob: 'log.txt', waited: 2 }]);
  });

  it('is not where they would have waited for an agent anyway', async () => {
    expect(await work(1)).toEqual([]);
  });
});
