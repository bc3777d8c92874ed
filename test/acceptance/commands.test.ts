import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runAnalyze } from '../../src/cli/commands/analyze.ts';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { runCommand } from '../support/command-context.ts';
import { makeRepository } from '../support/git-fixture.ts';

const seed = (name: string): string => fileURLToPath(new URL(`../fixtures/seed/${name}`, import.meta.url));

/** A branch with one changed file, no agents, no remote. */
function changedRepository(path: string): string {
  const repository = makeRepository();
  repository.commit({ [path]: 'a = 1\n', 'README.md': 'x\n' });
  repository.git('checkout', '-q', '-b', 'feature/login');
  repository.commit({ [path]: 'a = 2\n' });
  return repository.dir;
}

describe('analyze --state', () => {
  test('proposes exactly the expected tasks, in this order', async () => {
    const { code, result } = await runCommand(runAnalyze, '/', {
      json: true,
      options: { state: seed('state.json') },
    });
    const expected: readonly object[] = JSON.parse(await readFile(seed('expected-tasks.json'), 'utf8'));
    const report = JSON.parse(result);
    expect(code).toBe(0);
    expect(report.version).toBe(1);
    expect(report.tasks).toHaveLength(expected.length);
    expect(report.tasks).toMatchObject(expected);
  });

  test('a state that cannot be read is refused with its reason', async () => {
    const { code, said } = await runCommand(runAnalyze, '/', { options: { state: seed('nowhere.json') } });
    expect(code).toBe(2);
    expect(said).toContain('nowhere.json');
  });
});

describe('two tasks on one file', () => {
  test('planned from a file: the audit first, its result for the review', async () => {
    const dir = changedRepository('src/models/user.py');
    const { given, then } = JSON.parse(await readFile(seed('handle-dependencies.json'), 'utf8'));
    for (const tasks of [given, [...given].reverse()]) {
      const repository = makeRepository();
      repository.commit({ 'tasks.json': JSON.stringify(tasks) });
      const options = { tasks: `${repository.dir}/tasks.json`, base: 'main' };
      const { result } = await runCommand(runPlan, dir, { json: true, options });
      const { plan } = JSON.parse(result);
      expect(plan.tasks.map((task: { id: string }) => task.id)).toEqual(then.order);
      expect(plan.tasks[1].depends_on).toEqual([{ task: 'audit', why: 'kind' }]);
      expect(plan.tasks[1].start).toBe(plan.tasks[0].finish);
    }
  });
});

describe('agentic_config.yaml', () => {
  test('each step is a task about the changed files, with its role, which plays itself', async () => {
    const dir = changedRepository('lib/thing.py');
    const options = { base: 'main', config: seed('agentic_config.yaml') };
    const inside = `${dir}/agentic_config.yaml`;
    const { writeFile } = await import('node:fs/promises');
    await writeFile(inside, await readFile(options.config));
    const { code, result, said } = await runCommand(runPlan, dir, { json: true, options: { base: 'main' } });
    expect([code, said]).toEqual([0, '']);
    const { plan } = JSON.parse(result);
    const steps = plan.tasks.filter((task: { origin: string }) => task.origin === 'workflow');
    expect(steps).toMatchObject([
      { kind: 'security_scan', role: 'saa', agent: 'saa', files: ['lib/thing.py'], depends_on: [] },
      { kind: 'fix_security_issues', role: 'deva_python', agent: 'deva_python', needs: [steps[0].id] },
      { kind: 'verify_fixes', role: 'qaa', agent: 'qaa', needs: [steps[1].id] },
    ]);
    expect(steps.map((task: { start: number }) => task.start)).toEqual(
      [...steps.map((task: { start: number }) => task.start)].sort((a: number, b: number) => a - b),
    );
  });
});
