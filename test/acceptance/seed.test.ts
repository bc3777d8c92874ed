import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { deriveTasks } from '../../src/core/analyse/derive-tasks.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { TASK_WORDS } from '../../src/report/plan/task-words.ts';
import { agentOf, planInputOf, taskOf } from '../support/plan-values.ts';
import { stateOf } from '../support/state-values.ts';

const seed = async (name: string) =>
  JSON.parse(await readFile(new URL(`../fixtures/seed/${name}`, import.meta.url), 'utf8'));

describe('an open sprint', () => {
  test('state.json asks for exactly the expected tasks, in this order', async () => {
    const state = await seed('state.json');
    const { tasks, leftOut } = deriveTasks({
      state: stateOf(state.modified_files, {
        known: 'names',
        goal: state.sprint_goal,
        audits: {
          paths: [],
          project: { at: Date.parse(state.last_security_audit) as WallTime, source: 'state.json' },
        },
        coverage: { total: state.test_coverage, files: [], source: 'state.json' },
      }),
      rules: [],
      limit: 5,
      words: TASK_WORDS,
    });
    const expected: readonly object[] = await seed('expected-tasks.json');
    expect(tasks).toHaveLength(expected.length);
    expect(tasks).toMatchObject(expected);
    expect(leftOut).toEqual([]);
  });
});

describe('two tasks on one file', () => {
  test('run one after the other, and the second gets what the first leaves', async () => {
    const { given, then } = await seed('handle-dependencies.json');
    const tasks = given.map(({ id, ...rest }: { id: string }) => taskOf(id, rest));
    const agents = [agentOf('claude', { atOnce: 2 })];
    for (const order of [tasks, [...tasks].reverse()]) {
      const plan = assemblePlan(planInputOf(order, agents));
      expect(plan.tasks.map((task) => task.id)).toEqual(then.order);
      expect(plan.tasks[1]?.start).toBe(plan.tasks[0]?.finish);
      expect(plan.tasks[1]?.dependsOn).toEqual([{ on: 'audit', why: 'kind' }]);
    }
  });
});
