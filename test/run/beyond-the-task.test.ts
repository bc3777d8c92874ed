import { describe, expect, it } from 'vitest';
import type { TaskId } from '../../src/core/model/ids.ts';
import type { Problem } from '../../src/core/model/problem.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRun, type TestRunEnd } from '../support/run-fixture.ts';

const files = { 'a.txt': 'one\n', 'b.txt': 'two\n' };
const ID = '-c user.name=a -c user.email=a@b';
const problemOf = ({ state }: TestRunEnd): Problem => {
  const phase = state.tasks[0]?.phase;
  if (phase === undefined || !('problem' in phase)) throw new Error('no problem');
  return phase.problem;
};
const accepting: TestRun['onOpened'] = (context) =>
  void Object.assign(context, { accept: new Set(['one' as TaskId]) });

describe('work that reaches far beyond its task', () => {
  it('more than a hundred paths outside wait for a person; then what was kept is published', async () => {
    const { repo, remote } = makeTeam(files);
    const does = `for (let at = 0; at < 101; at++) append('out/' + at, 'x'); append('a.txt', 'x'); fs.rmSync('b.txt');
sh('git add -A && git ${ID} commit -qm "What the agent says"');`;
    const task = { id: 'one', writes: ['a.txt'] };
    const run = await startTestRun({ repo, tasks: [{ ...task, does }] });
    expect(run.phases).toEqual({ one: 'blocked' });
    expect(problemOf(run)).toMatchObject({ code: 'beyond-task', data: { deleted: ['b.txt'], reverted: [] } });
    const words = describeProblem(problemOf(run));
    expect(words).toContain('102 paths outside its own: deleted b.txt; out/0, out/1');
    expect(words).toContain('agentic-plan run --accept one');
    const [, fetch = ''] = /look at it: (git fetch .*) && git diff/.exec(words) ?? [];
    repo.gitBytes(['-c', `alias.x=!${fetch}`, 'x']);
    expect(repo.git('show', 'FETCH_HEAD:out/100')).toBe('x');
    expect([...run.context.leavings.notes.values()].flat()).toEqual([]);
    expect(remote.git('branch', '--list', 'agentic/*')).toBe('');
    const again = await startTestRun({
      repo,
      tasks: [{ ...task, does: 'process.exit(1);' }],
      onOpened: accepting,
    });
    expect(again.phases).toEqual({ one: 'done' });
    expect(remote.git('show', 'agentic/main:out/100')).toBe('x');
    expect(remote.git('log', '-1', '--format=%B', 'agentic/main')).toMatch(
      /^Do one\n\na test\n\nWhat the agent says\n\nAgentic-Task: main-/,
    );
  });

  it('so does an agent that takes back what the user’s branch has changed; not where nobody agreed to new work', async () => {
    const { repo } = makeTeam(files);
    repo.commit({ 'b.txt': 'mine\n', 'new.txt': 'mine too\n' });
    const does = "append('a.txt', 'x'); fs.writeFileSync('b.txt', 'two\\n'); fs.rmSync('new.txt');";
    const ask = { repo, base: 'origin/main', tasks: [{ id: 'one', writes: ['a.txt'], does }] };
    const run = await startTestRun({ ...ask, onOpened: accepting });
    expect(run.phases).toEqual({ one: 'blocked' });
    expect(problemOf(run)).toMatchObject({
      code: 'beyond-task',
      data: { reverted: ['new.txt', 'b.txt'], deleted: ['new.txt'], paths: ['b.txt'] },
    });
    expect(describeProblem(problemOf(run))).toContain(
      'new.txt, b.txt as before your branch changed them; nothing was published',
    );
    expect(run.context.leavings.kept.get('one' as TaskId)).toMatch(/-awaits$/);
  });
});
