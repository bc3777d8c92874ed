import { describe, expect, it } from 'vitest';
import { makeTeam } from '../support/git-fixture.ts';
import { begun, files, howOf, run, task } from './done-tasks.ts';

describe('what was done with another text', () => {
  it('is listed, the rest goes on; a person has it done anew, once', async () => {
    const { repo, remote } = makeTeam(files);
    await run(repo, [task('a')]);
    const changed = [task('a', { title: 'Other', does: "append('a.txt', 'again\\n');" }), task('b')];
    const second = await run(repo, changed);
    expect(howOf(second)).toEqual({ a: 'aside', b: 'published' });
    const third = await run(repo, changed, { again: ['a'] });
    expect(howOf(third)).toEqual({ a: 'published', b: 'before' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\na was here\nagain');
    expect(howOf(await run(repo, [...changed, task('c')]))).toEqual({
      a: 'before',
      b: 'before',
      c: 'published',
    });
  });

  it('or takes it for done, from then on', async () => {
    const { repo } = makeTeam(files);
    await run(repo, [task('a')]);
    const changed = [task('a', { title: 'Other' }), task('b', { needs: ['a'] })];
    expect(howOf(await run(repo, changed))).toEqual({ a: 'aside', b: 'stopped' });
    const third = await run(repo, changed, { accept: ['a'] });
    expect(howOf(third)).toEqual({ a: 'accepted', b: 'published' });
    expect(howOf(await run(repo, [...changed, task('c')]))).toMatchObject({ a: 'before', b: 'before' });
  });

  it('the same task done again is another attempt, which a later start knows', async () => {
    const { repo } = makeTeam(files);
    const first = await run(repo, [task('a')]);
    const second = await run(repo, [task('a')], { again: ['a'] });
    expect(second.plan.run).toBe(`${first.plan.run}-2`);
    expect(howOf(second)).toEqual({ a: 'published' });
    const third = await run(repo, [task('a')], { again: ['a'] });
    expect(third.plan.run).toBe(`${first.plan.run}-3`);
  });
});

describe('what a person has said', () => {
  it('holds where the work was squashed since, on another branch', async () => {
    const { repo, remote } = makeTeam(files);
    repo.git('checkout', '-q', '-b', 'feature');
    await run(repo, [task('a')], { target: 'feature' });
    const changed = [task('a', { title: 'Other' })];
    await run(repo, changed, { target: 'feature', accept: ['a'] });
    repo.git('fetch', '-q', 'origin', 'agentic/feature');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', 'FETCH_HEAD');
    repo.git('commit', '-q', '--no-edit');
    remote.git('update-ref', '-d', 'refs/heads/agentic/feature');
    repo.git('checkout', '-q', '-b', 'next');
    expect(howOf(await run(repo, changed, { target: 'next' }))).toEqual({ a: 'before' });
  });

  it('a task that left nothing is tried with each start, until it is taken for done', async () => {
    const { repo } = makeTeam(files);
    const tasks = [task('a', { does: '' }), task('b', { needs: ['a'] })];
    expect(howOf(await run(repo, tasks))).toEqual({ a: 'empty', b: 'stopped' });
    const second = await run(repo, tasks);
    expect([begun(second), howOf(second)]).toEqual([['a'], { a: 'empty', b: 'stopped' }]);
    const third = await run(repo, tasks, { accept: ['a'] });
    expect([begun(third), howOf(third)]).toEqual([['b'], { a: 'accepted', b: 'published' }]);
  });

  it('of a run that is over, a task is done again in another attempt', async () => {
    const { repo } = makeTeam(files);
    await run(repo, [task('a')]);
    const both = await run(repo, [task('a'), task('b')]);
    const again = await run(repo, [task('a'), task('b')], { again: ['a'] });
    expect(again.plan.run).toBe(`${both.plan.run}-2`);
    expect(howOf(again)).toEqual({ a: 'published', b: 'before' });
  });
});
