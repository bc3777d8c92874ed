import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunState } from '../../src/core/run/run-state.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestTask } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' };

const scan = (outputs: string, more: Partial<TestTask> = {}): TestTask => ({
  id: 'scan',
  writes: ['a.txt'],
  outputs: ['findings'],
  does: `report({ summary: 'looked at it', outputs: ${outputs} });`,
  ...more,
});
const fix: TestTask = {
  id: 'fix',
  writes: ['b.txt'],
  needs: ['scan'],
  condition: 'needs.scan.outputs.findings > 0',
  does: "append('b.txt', fs.readFileSync(process.env.AGENTIC_PROMPT, 'utf8'));",
};
const verify: TestTask = {
  id: 'verify',
  writes: ['c.txt'],
  needs: ['fix'],
  does: "append('c.txt', 'seen');",
};

const skipped = (state: RunState): readonly string[] =>
  state.tasks.flatMap(({ task, phase }) => (phase.kind === 'skipped' ? [task.id] : []));

describe('a condition over what another task has left', () => {
  it('lets the task go, with the findings in its prompt, where there are some', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startTestRun({ repo, tasks: [scan('{ findings: 2 }'), fix, verify] });
    expect(run.phases).toEqual({ scan: 'done', fix: 'done', verify: 'done' });
    const prompt = remote.git('show', 'refs/heads/agentic/main:b.txt');
    expect(prompt).toContain('findings: 2');
    expect(prompt).toContain('looked at it');
  });

  it('skips it and what needs only that; all is done, and a next start decides the same', async () => {
    const { repo, remote } = makeTeam(files);
    const tasks = [scan('{ findings: 0 }'), fix, verify];
    const run = await startTestRun({ repo, tasks });
    expect(skipped(run.state)).toEqual(['fix', 'verify']);
    expect(run.state.tasks.map(({ tries }) => tries)).toEqual([1, 0, 0]);
    expect(remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/tasks')).not.toMatch(/fix|verify/);
    const again = await startTestRun({ repo, tasks });
    expect(again.phases).toEqual(run.phases);
    expect(again.log).not.toContain('worked scan');
  });

  it('an output that was forgotten is a failure, tried again, and then blocks', async () => {
    const { repo } = makeTeam(files);
    const tasks = [scan('{ other: 1 }', { retries: 1 }), fix, verify];
    const { state } = await startTestRun({ repo, tasks, agents: [{ retries: 1 }] });
    expect(state.tasks.map(({ phase }) => phase.kind)).toEqual(['blocked', 'stopped', 'stopped']);
    expect(state.tasks[0]).toMatchObject({ tries: 2, phase: { problem: { code: 'outputs-missing' } } });
  });

  it('and so is a number that is none', async () => {
    const { repo } = makeTeam(files);
    const { state } = await startTestRun({ repo, tasks: [scan("{ findings: 'a few' }"), fix] });
    expect(state.tasks[0]?.phase).toMatchObject({ problem: { data: { numbers: ['findings'] } } });
  });
});

describe('a list that a task has left', () => {
  const list = (items: string): TestTask => ({
    id: 'list',
    writes: ['a.txt'],
    outputs: ['items'],
    does: `report({ summary: 'listed', outputs: { items: ${items} } });`,
  });
  const each: TestTask = {
    id: 'each',
    writes: ['out/{item}.txt'],
    needs: ['list'],
    forEach: ['list', 'items'],
    does: 'append(JSON.parse(process.env.AGENTIC_PATHS)[0], process.env.AGENTIC_TASK);',
  };
  const sum: TestTask = { id: 'sum', writes: ['c.txt'], needs: ['each'], does: "append('c.txt', 'all');" };

  it('becomes tasks, each with its own files, and what needs them waits for all', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startTestRun({ repo, tasks: [list("['x', 'A b', 'a/b']"), each, sum] });
    expect(Object.values(run.phases)).toEqual(['done', 'done', 'done', 'done', 'done']);
    const made = remote.git('ls-tree', '-r', '--name-only', 'refs/heads/agentic/main', 'out/').split('\n');
    expect(made).toEqual(['out/A b.txt', 'out/a/b.txt', 'out/x.txt']);
    expect(run.log.indexOf('published sum')).toBeGreaterThan(run.log.indexOf('published each-a-b'));
    expect(run.plan.tasks.map(({ id }) => id)).toEqual(expect.arrayContaining(['list', 'each', 'sum']));
  });

  it('is the same to who goes on after an interruption: what is done stays done', async () => {
    const { repo, remote } = makeTeam(files);
    const stop = new AbortController();
    const tasks = [list("['x', 'y', 'z']"), each, sum];
    const first = await startTestRun({
      repo,
      tasks,
      settings: { limits: { agents: 1, tasks: 5, minutes: 60 } },
      interrupted: stop.signal,
      observe: (event) => {
        if (event.kind === 'published' && event.task !== 'list') stop.abort();
      },
    });
    expect(Object.values(first.phases)).toContain('interrupted');
    const done = Object.entries(first.phases).filter(([, phase]) => phase === 'done');
    const second = await startTestRun({
      repo,
      tasks,
      settings: { limits: { agents: 1, tasks: 5, minutes: 60 } },
    });
    expect(Object.keys(second.phases)).toEqual(Object.keys(first.phases));
    for (const [id] of done) expect(second.log).not.toContain(`worked ${id}`);
    expect(
      remote.git('ls-tree', '-r', '--name-only', 'refs/heads/agentic/main', 'out/').split('\n'),
    ).toHaveLength(3);
  });

  it.each([
    ["'x'", 'list'],
    ["['../../x']", 'each'],
    ['Array.from({ length: 100000 }, (_, n) => n)', 'list'],
  ])('that is none, or leads outside, is refused: %s', async (items, blocked) => {
    const { repo } = makeTeam(files);
    const { phases } = await startTestRun({ repo, tasks: [list(items), each, sum] });
    expect(phases[blocked]).toBe('blocked');
    expect(phases['sum']).toBe('stopped');
  });
});

it('what a prompt asks for is what is declared', async () => {
  const { repo } = makeTeam(files);
  const seen = `fs.copyFileSync(process.env.AGENTIC_PROMPT, ${JSON.stringify(`${repo.dir}/../prompt`)});`;
  await startTestRun({
    repo,
    tasks: [
      scan('{ findings: 0 }', { does: `${seen} report({ summary: 's', outputs: { findings: 0 } });` }),
      fix,
    ],
  });
  const prompt = readFileSync(`${repo.dir}/../prompt`, 'utf8');
  expect(prompt).toContain('"outputs": {"findings": 0}');
  expect(prompt).toContain('has to have exactly these: `findings` (a number)');
});
