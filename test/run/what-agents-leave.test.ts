import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datumOf, type Problem } from '../../src/core/model/problem.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';
import { makeFolder, makeRepository } from '../support/git-fixture.ts';
import { startTestRun, type TestRunEnd } from '../support/run-fixture.ts';

const MARKS = '<<<<<<< ours\\na\\n=======\\nb\\n>>>>>>> theirs\\n';

function problemOf({ state }: TestRunEnd, id: string): Problem {
  const phase = state.tasks.find(({ task }) => task.id === id)?.phase;
  if (phase === undefined || !('problem' in phase)) throw new Error(`${id} has no problem`);
  return phase.problem;
}

function project(files: Readonly<Record<string, string>> = {}) {
  const repo = makeRepository();
  repo.commit({ 'a.txt': 'a\n', 'b.txt': 'b\n', ...files });
  return repo;
}

describe('what agents leave behind', () => {
  it('a failure is told with what the agent printed last', async () => {
    const does = `console.log('\\u001b[31mold\\rnew\\u001b[0m'); console.log('::error::mine'); process.exit(3);`;
    const run = await startTestRun({ repo: project(), tasks: [{ id: 'bad', writes: ['a.txt'], does }] });
    const problem = problemOf(run, 'bad');
    expect(problem).toMatchObject({
      code: 'task-failed',
      data: { code: 3, lines: ['new', '::error::mine'] },
    });
    expect(describeProblem(problem)).toMatch(
      /exit code 3\n {2}\| new\n {2}\| ::error::mine\n {2}its output: /,
    );
  });

  it('so is one of `verify`, and a limit of seconds in seconds', async () => {
    const verify = {
      argv: [process.execPath, '-e', "console.log('1 test failed'); process.exit(1)"] as const,
    };
    const does = "append('a.txt', 'more');";
    const run = await startTestRun({
      repo: project(),
      settings: { verify },
      tasks: [{ id: 'a', writes: ['a.txt'], does }],
    });
    expect(datumOf(problemOf(run, 'a'), 'lines')).toEqual(['1 test failed']);
    const slow = {
      id: 'slow',
      writes: ['a.txt'],
      does: "console.log('at it'); await new Promise((go) => setTimeout(go, 60_000));",
      timeout: 1 / 60,
    };
    const late = problemOf(await startTestRun({ repo: project(), tasks: [slow] }), 'slow');
    expect(describeProblem(late)).toContain('was not done in 1 s and was ended\n  | at it\n');
  });

  it('marks of a conflict are not published, unless they were there before', async () => {
    const run = await startTestRun({
      repo: project({ 'docs.md': MARKS.replaceAll('\\n', '\n') }),
      tasks: [
        { id: 'bad', writes: ['a.txt'], does: `append('a.txt', '${MARKS}');` },
        {
          id: 'good',
          writes: ['docs.md', 'b.txt'],
          does: "append('docs.md', 'more'); append('b.txt', '=======\\n>>>>>>> no');",
        },
      ],
    });
    expect(run.phases).toEqual({ bad: 'blocked', good: 'done' });
    expect(problemOf(run, 'bad')).toMatchObject({ code: 'conflict-markers', data: { paths: ['a.txt'] } });
    expect(run.context.leavings.kept.has('bad' as never)).toBe(true);
  });

  it('new files that an ignore file of its own keeps out are named', async () => {
    const does = `append('a.txt', 'x'); append('out/.gitignore', '*'); append('out/report.txt', 'r'); append('node_modules/x', 'x');
append('.gitignore', 'tmp\\n*.log\\n'); append('tmp/x', 'x'); append('made.log', 'x'); append('.pytest_cache/.gitignore', '*');`;
    const repo = project({ '.gitignore': 'tmp\nnode_modules\n' });
    const run = await startTestRun({ repo, tasks: [{ id: 'a', writes: ['**'], does }] });
    expect(run.phases).toEqual({ a: 'done' });
    expect([...run.context.leavings.notes.values()].flat()).toMatchObject([
      { code: 'ignored-work', severity: 'warning', data: { paths: ['made.log', 'out/'] } },
    ]);
  });

  it('work whose folder another agent has removed is done again', async () => {
    const mark = JSON.stringify(join(makeFolder(), 'cleared'));
    const clear = `for (const one of fs.readdirSync('..', { withFileTypes: true }))
  if (one.isDirectory() && one.name !== path.basename(process.cwd())) fs.rmSync(path.join('..', one.name), { recursive: true, force: true });`;
    const run = await startTestRun({
      repo: project(),
      tasks: [
        {
          id: 'bad',
          writes: ['a.txt'],
          does: `await until(() => fs.readdirSync('..').includes('agent-2'));
${clear} append('a.txt', 'x'); fs.writeFileSync(${mark}, '');`,
        },
        {
          id: 'good',
          writes: ['b.txt'],
          does: `await until(() => fs.existsSync(${mark})); if (fs.existsSync('b.txt')) append('b.txt', 'x');`,
        },
      ],
    });
    expect(run.phases).toEqual({ bad: 'done', good: 'done' });
    const { context, plan } = run;
    const changed = await context.publishing.changedPaths(plan.head, context.result.tip);
    expect(changed).toEqual(['a.txt', 'b.txt']);
  });
});
