import { describe, expect, it } from 'vitest';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { begun, files, howOf, problemOf, run, task } from './done-tasks.ts';

const batch = { by: 'kind', maxFiles: 10 } as const;
const all = [task('a'), task('b'), task('c')];

/** The tasks that the commits of the result name, as often as they do. */
const published = (remote: GitFixture): readonly string[] =>
  remote
    .git('log', '--format=%B', 'main..agentic/main')
    .split('\n')
    .flatMap((line) => /^Agentic-Task: [^/]+\/(\S+)/.exec(line)?.[1] ?? [])
    .filter((id) => !id.startsWith('batch-'))
    .sort();

describe('tasks that are done as one', () => {
  it('one agent, one commit that names each; alone or with others they are done from then on', async () => {
    const { repo, remote } = makeTeam(files);
    const first = await run(repo, all, { batch });
    expect(begun(first)).toEqual([expect.stringMatching(/^batch-custom-[0-9a-f]{8}$/)]);
    expect(Object.values(howOf(first))).toEqual(['published']);
    expect(published(remote)).toEqual(['a', 'b', 'c']);
    expect(remote.git('rev-list', '--count', 'main..agentic/main')).toBe('1');
    for (const name of ['a', 'b', 'c'])
      expect(remote.git('show', `agentic/main:${name}.txt`)).toContain(`${name} was here`);
    expect(howOf(await run(repo, all))).toEqual({ a: 'before', b: 'before', c: 'before' });
    const fewer = await run(repo, [task('a'), task('b')], { batch });
    expect([begun(fewer), Object.values(howOf(fewer))]).toEqual([[], ['before']]);
  });

  it('what was done alone is not asked for again, and the batch says what it did', async () => {
    const { repo, remote } = makeTeam(files);
    await run(repo, [task('a')]);
    await run(repo, all, { batch });
    expect(published(remote)).toEqual(['a', 'b', 'c']);
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\na was here');
  });

  it('one that changed nothing is done with the others', async () => {
    const { repo } = makeTeam(files);
    const audit = task('audit', { writes: [], does: '' });
    await run(repo, [task('a'), audit], { batch });
    expect(howOf(await run(repo, [task('a'), audit]))).toEqual({ a: 'before', audit: 'before' });
  });

  it('one of them again, and only that one', async () => {
    const { repo, remote } = makeTeam(files);
    await run(repo, all, { batch });
    const again = await run(repo, all, { batch, again: ['b'] });
    expect(Object.values(howOf(again))).toEqual(['published']);
    expect(published(remote)).toEqual(['a', 'b', 'b', 'c']);
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\na was here');
  });

  it('one that was done otherwise is told, and the batch waits for a word', async () => {
    const { repo, remote } = makeTeam(files);
    await run(repo, [task('a')]);
    const other = [task('a', { title: 'Something else' }), task('b')];
    const left = await run(repo, other, { batch });
    const [id = ''] = Object.keys(howOf(left));
    expect(problemOf(left, id)).toMatchObject({ code: 'done-otherwise', data: { task: 'a' } });
    await run(repo, other, { batch, accept: ['a'] });
    expect(published(remote)).toEqual(['a', 'b']);
    expect(howOf(await run(repo, other))).toEqual({ a: 'before', b: 'before' });
  });

  it('a batch that failed is nobody’s: nothing of it is published', async () => {
    const { repo, remote } = makeTeam(files);
    const failing = [task('a'), task('b', { does: 'process.exitCode = 3;' })];
    expect(Object.values(howOf(await run(repo, failing, { batch })))).toEqual(['failed']);
    expect(remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
  });
});
