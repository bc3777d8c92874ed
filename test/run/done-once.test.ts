import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/core/model/problem.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRun, type TestRunEnd, type TestTask } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' };
const task = (name: string, more: Partial<TestTask> = {}): TestTask => ({
  id: name,
  writes: [`${name}.txt`],
  does: `append('${name}.txt', '${name} was here\\n');`,
  ...more,
});

const begun = ({ log }: TestRunEnd): readonly string[] =>
  log.flatMap((line) => (line.startsWith('claimed ') ? [line.slice(8)] : [])).sort();
const howOf = ({ state }: TestRunEnd): Readonly<Record<string, string>> =>
  Object.fromEntries(
    state.tasks.map(({ task: { id }, phase }) => [id, phase.kind === 'done' ? phase.how : phase.kind]),
  );
const problemOf = ({ state }: TestRunEnd, id: string): Problem | undefined => {
  const phase = state.tasks.find((one) => one.task.id === id)?.phase;
  return phase && 'problem' in phase ? phase.problem : undefined;
};
const run = (
  repo: GitFixture,
  tasks: readonly TestTask[],
  more: Partial<TestRun> = {},
): Promise<TestRunEnd> => startTestRun({ repo, tasks, ...more });

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
    expect(second.context.board.handoffs.get('a' as never)?.outputs).toEqual({ port: '80' });
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
