import { describe, expect, it } from 'vitest';
import { makeTeam } from '../support/git-fixture.ts';
import type { TestTask } from '../support/run-fixture.ts';
import { begun, files, howOf, problemOf, run, task } from './done-tasks.ts';

describe('the results of runs come together', () => {
  it('of one that was interrupted and one that published meanwhile; both find all of it', async () => {
    const { repo, remote } = makeTeam(files);
    const stop = new AbortController();
    const tasks = [task('a'), task('b', { needs: ['a'], does: 'setInterval(() => {}, 1000);' })];
    const first = await run(repo, tasks, {
      interrupted: stop.signal,
      observe: (event) => event.kind === 'claimed' && event.task === ('b' as never) && stop.abort(),
    });
    expect(howOf(first)).toEqual({ a: 'published', b: 'interrupted' });
    await run(repo, [task('c')]);
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\na was here');
    const resumed = await run(repo, [
      tasks[0] as TestTask,
      { ...(tasks[1] as TestTask), does: "append('b.txt', 'x');" },
    ]);
    expect([begun(resumed), howOf(resumed)]).toEqual([['b'], { a: 'before', b: 'published' }]);
    expect(remote.git('show', 'agentic/main:c.txt')).toBe('c\nc was here');
    expect(remote.git('show', 'agentic/main:b.txt')).toBe('b\nx');
  });

  it('but not what conflicts: that is named with its paths, and nothing is done again in silence', async () => {
    const { repo, remote } = makeTeam(files);
    const settings = { publish: { to: 'branch', every: 'run', branch: 'x' } } as const;
    await run(repo, [task('a')]);
    remote.git('update-ref', '-d', 'refs/heads/agentic/main');
    repo.commit({ 'a.txt': 'mine\n' });
    const second = await run(repo, [task('a'), task('b')], { settings });
    expect(howOf(second)).toEqual({ a: 'aside', b: 'published' });
    expect(problemOf(second, 'a')).toMatchObject({ code: 'done-elsewhere', data: { paths: ['a.txt'] } });
    const third = await run(repo, [task('a'), task('b')], { settings, again: ['a'] });
    expect(howOf(third)).toEqual({ a: 'published', b: 'before' });
  });

  it('what an amended HEAD had does not come back with the work that was set on it', async () => {
    const { repo, remote } = makeTeam(files);
    repo.commit({ 'wrong.txt': 'wrong\n' });
    await run(repo, [task('a')]);
    remote.git('update-ref', '-d', 'refs/heads/agentic/main');
    repo.git('reset', '-q', '--hard', 'HEAD^');
    repo.commit({ 'right.txt': 'right\n' });
    const second = await run(repo, [task('a'), task('b')]);
    expect(howOf(second)).toEqual({ a: 'before', b: 'published' });
    expect(remote.git('ls-tree', '--name-only', 'agentic/main').split('\n')).not.toContain('wrong.txt');
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\na was here');
  });
});
