import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RefName } from '../../src/core/model/ids.ts';
import { type GitFixture, makeRepository, makeTeam } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' };

/** Everything of the clone that a run must not touch, byte for byte. */
const untouched = (repo: GitFixture) => ({
  refs: repo.git('for-each-ref'),
  worktrees: repo.git('worktree', 'list', '--porcelain'),
  config: readFileSync(join(repo.dir, '.git', 'config')),
  index: readFileSync(join(repo.dir, '.git', 'index')),
  hooks: readdirSync(join(repo.dir, '.git', 'hooks')),
  head: readFileSync(join(repo.dir, '.git', 'HEAD')),
  status: repo.git('status', '--porcelain'),
});

// Two tasks on one file, two on different ones; these meet, so they must have been at work at once.
const meet = (own: string, other: string): string => `
  fs.writeFileSync(path.join(process.env.MEETING, '${own}'), '');
  await until(() => fs.existsSync(path.join(process.env.MEETING, '${other}')));
  append('${own}.txt', '${own} was here\\n');`;
const alone = (name: string): string => `
  const lock = path.join(process.env.MEETING, 'a.lock');
  fs.writeFileSync(lock, '', { flag: 'wx' });
  append('a.txt', '${name} was here\\n');
  fs.rmSync(lock);`;

const tasks = [
  { id: 'first', writes: ['a.txt'], does: alone('first') },
  { id: 'second', writes: ['a.txt'], does: alone('second') },
  { id: 'third', writes: ['b.txt'], does: meet('b', 'c') },
  { id: 'fourth', writes: ['c.txt'], does: meet('c', 'b') },
];

it.each([
  ['with a remote', () => makeTeam(files)],
  [
    'without a remote',
    () => {
      const repo = makeRepository();
      repo.commit(files);
      return { repo, remote: repo };
    },
  ],
])(
  '%s: one file one after the other, the others at once, all four published, nothing left',
  async (_, make) => {
    const { repo, remote } = make();
    const meeting = join(repo.dir, '..', 'meeting');
    mkdirSync(meeting);
    const before = untouched(repo);
    const run = await startTestRun({
      repo,
      tasks,
      agents: [{ env: { MEETING: meeting } }],
      settings: { limits: { agents: 4, tasks: 5, minutes: 60 } },
    });
    expect(run.phases).toEqual({ first: 'done', second: 'done', third: 'done', fourth: 'done' });
    const seen = (name: string): string => remote.git('show', `agentic/main:${name}`);
    expect(seen('a.txt').split('\n').sort()).toEqual(['a', 'first was here', 'second was here']);
    expect([seen('b.txt'), seen('c.txt')]).toEqual(['b\nb was here', 'c\nc was here']);
    expect(remote.git('log', '--format=%s', 'main..agentic/main').split('\n').sort()).toEqual([
      'Do first',
      'Do fourth',
      'Do second',
      'Do third',
    ]);
    expect(remote.git('log', '--merges', '--format=%s', 'main..agentic/main')).toBe('');
    const trailers = remote.git(
      'log',
      '--format=%(trailers:key=Agentic-Task,valueonly,separator=)',
      'main..agentic/main',
    );
    expect(
      trailers
        .split('\n')
        .filter((line) =>
          new RegExp(`^${run.plan.run}/\\w+ c-[0-9a-f]{12} [0-9a-f]{12}-[0-9a-f]{8}$`).test(line),
        ),
    ).toHaveLength(4);
    const left = await run.store.list(['refs/agentic/locks/' as RefName]);
    expect(left.ok && left.value.size).toBe(0);
    expect(readdirSync(run.folder)).toEqual([]);
    const after = untouched(repo);
    if (remote === repo)
      after.refs = after.refs
        .split('\n')
        .filter((line) => !line.endsWith('refs/heads/agentic/main'))
        .join('\n');
    expect(after).toEqual(before);
  },
);
