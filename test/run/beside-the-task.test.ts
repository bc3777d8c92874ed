import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datumOf } from '../../src/core/model/problem.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openCheckout } from '../../src/git/clone/look-at-checkout.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRunEnd } from '../support/run-fixture.ts';

const files = { 'a.txt': 'one\n', 'b.txt': 'two\n', 'docs/c.md': 'three\n' };
const ID = '-c user.name=a -c user.email=a@b';
const problemOf = (run: TestRunEnd, id: string) => {
  const phase = run.state.tasks.find(({ task }) => task.id === id)?.phase;
  return phase && 'problem' in phase ? phase.problem : undefined;
};
const task = (does: string) => [{ id: 'one', writes: ['a.txt'], does }];

describe('work that is not in the files of the task', () => {
  it('a stash alone: the task is not done, and its work is kept by a name', async () => {
    const { repo } = makeTeam(files);
    const run = await startTestRun({
      repo,
      tasks: task(`append('a.txt', 'work'); sh('git ${ID} stash -q');`),
    });
    expect(run.phases).toEqual({ one: 'kept' });
    expect(problemOf(run, 'one')).toMatchObject({ code: 'work-left-aside', data: { kinds: ['stash'] } });
    const ref = run.context.leavings.aside.get('one' as never)?.[0]?.ref ?? '';
    const ours = join(repo.dir, '.git', 'agentic.git');
    expect(repo.git('--git-dir', ours, 'show', `${ref}:a.txt`)).toBe('one\nwork');
  });

  it('two tasks at once stash and branch each for itself', async () => {
    const { repo, remote } = makeTeam(files);
    const both = (file: string) =>
      `sh('git checkout -q -b work'); append('${file}', 'x'); sh('git ${ID} stash -q'); sh('git stash pop -q');`;
    const run = await startTestRun({
      repo,
      tasks: [
        { id: 'one', writes: ['a.txt'], does: both('a.txt') },
        { id: 'two', writes: ['b.txt'], does: both('b.txt') },
      ],
    });
    expect(run.phases).toEqual({ one: 'done', two: 'done' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('one\nx');
    expect(remote.git('show', 'agentic/main:b.txt')).toBe('two\nx');
  });

  it('neither a change nor a word: nothing is done, and the next start tries again', async () => {
    const { repo } = makeTeam(files);
    const run = await startTestRun({ repo, tasks: task("console.log('usage limit reached');") });
    expect(run.phases).toEqual({ one: 'empty' });
    expect(problemOf(run, 'one')).toMatchObject({
      code: 'empty-result',
      data: { lines: ['usage limit reached'] },
    });
    const again = await startTestRun({ repo, tasks: task("append('a.txt', 'now');") });
    expect(again.phases).toEqual({ one: 'done' });
  });
});

it('what is published beyond the task is said, deletions first', async () => {
  const { repo } = makeTeam(files);
  const run = await startTestRun({
    repo,
    tasks: task("append('a.txt', 'x'); fs.rmSync('docs', { recursive: true }); append('new.txt', 'y');"),
  });
  expect(run.phases).toEqual({ one: 'done' });
  const [note] = run.context.leavings.notes.get('one' as never) ?? [];
  expect(note).toMatchObject({ code: 'outside-task', data: { deleted: ['docs/c.md'], paths: ['new.txt'] } });
});

it('an agent that works in the user’s checkout is told of', async () => {
  const { repo } = makeTeam(files);
  const clone = await openClone(repo.dir);
  const checkout = clone.ok ? openCheckout(clone.value) : undefined;
  const run = await startTestRun({
    repo,
    tasks: task(`fs.appendFileSync(${JSON.stringify(join(repo.dir, 'a.txt'))}, 'elsewhere');`),
    onGround: (ground) => ({ ...ground, ...(checkout === undefined ? {} : { checkout }) }),
  });
  const [note] = run.context.leavings.notes.get('one' as never) ?? [];
  expect(note).toMatchObject({ code: 'checkout-changed', data: { moved: false, paths: ['a.txt'] } });
});

it('an agent goes by PWD to its own folder', async () => {
  const { repo } = makeTeam(files);
  const run = await startTestRun({
    repo,
    tasks: task('console.log(process.env.PWD === process.cwd()); process.exit(1);'),
  });
  const log = String(datumOf(problemOf(run, 'one'), 'log'));
  expect(readFileSync(log, 'utf8')).toBe('true\n');
});
