import { describe, expect, it } from 'vitest';
import { makeTeam } from '../support/git-fixture.ts';
import { begun, files, howOf, problemOf, run, task } from './done-tasks.ts';

describe('what was done is not done again', () => {
  it('when a task is added, one is reworded in case and spaces, and settings change', async () => {
    const { repo, remote } = makeTeam(files);
    const first = await run(repo, [task('a'), task('b')]);
    expect(begun(first)).toEqual(['a', 'b']);
    const settings = { limits: { agents: 1, tasks: 5, minutes: 30 } };
    const second = await run(repo, [task('a', { title: ' do  A' }), task('b'), task('c')], { settings });
    expect(begun(second)).toEqual(['c']);
    expect(howOf(second)).toEqual({ a: 'before', b: 'before', c: 'published' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\na was here');
    expect(remote.git('rev-list', '--count', 'main..agentic/main')).toBe('3');
  });

  it('when HEAD moves on, and what needs it may start with its handoff', async () => {
    const { repo } = makeTeam(files);
    await run(repo, [task('a', { does: "append('a.txt', 'x'); report({ outputs: { port: '80' } });" })]);
    repo.commit({ 'new.txt': 'new' });
    const second = await run(repo, [
      task('a'),
      task('b', {
        needs: ['a'],
        does: "append('b.txt', JSON.stringify(require('node:fs').readdirSync('.')));",
      }),
    ]);
    expect(begun(second)).toEqual(['b']);
    expect(second.context.handoffs.of('a' as never)?.outputs).toEqual({ port: '80' });
  });

  it('when it changed nothing, as long as its record lasts', async () => {
    const { repo } = makeTeam(files);
    const audit = task('audit', { writes: [], does: '' });
    expect(howOf(await run(repo, [audit]))).toEqual({ audit: 'unchanged' });
    repo.commit({ 'new.txt': 'new' });
    const second = await run(repo, [audit, task('b')]);
    expect(howOf(second)).toEqual({ audit: 'before', b: 'published' });
  });

  it('when all was squashed onto the base, its refs are gone, and another branch is begun there', async () => {
    const { repo, remote } = makeTeam(files);
    repo.git('checkout', '-q', '-b', 'feature');
    await run(repo, [task('a'), task('b')], { target: 'feature' });
    repo.git('fetch', '-q', 'origin', 'agentic/feature');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--squash', 'FETCH_HEAD');
    repo.git('commit', '-q', '--no-edit');
    for (const line of remote
      .git('for-each-ref', '--format=%(refname)', 'refs/agentic', 'refs/heads/agentic')
      .split('\n'))
      remote.git('update-ref', '-d', line);
    repo.git('checkout', '-q', '-b', 'next');
    const second = await run(repo, [task('a'), task('b'), task('c')], { target: 'next' });
    expect(begun(second)).toEqual(['c']);
    const third = await run(repo, [task('a', { title: 'Other' })], { target: 'next' });
    expect(howOf(third)).toEqual({ a: 'aside' });
    expect(problemOf(third, 'a')).toMatchObject({
      code: 'done-otherwise',
      data: { task: 'a', parts: ['title'] },
    });
  });
});

it('a line that somebody wrote counts only with a change of the task', async () => {
  const { repo } = makeTeam(files);
  const { digests, plan } = (await run(makeTeam(files).repo, [task('a')])).context;
  const line = `Agentic-Task: ${plan.run}/a c-0123456789ab ${digests.get('a' as never)}`;
  repo.commit({ 'other.txt': 'x' }, { message: `Work\n\n${line}\n` });
  expect(howOf(await run(repo, [task('a')]))).toEqual({ a: 'published' });
  const other = makeTeam(files).repo;
  other.commit({ 'a.txt': 'x' }, { message: `Work\n\n* One\n\n  ${line}\n\n* Two\n` });
  expect(howOf(await run(other, [task('a')]))).toEqual({ a: 'before' });
});
