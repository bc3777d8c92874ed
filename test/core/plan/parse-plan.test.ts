import { expect, test } from 'vitest';
import { taskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import { assemblePlan } from '../../../src/core/plan/assemble-plan.ts';
import { digestTask } from '../../../src/core/plan/digest-task.ts';
import { makeBatch } from '../../../src/core/plan/make-batch.ts';
import { parsePlan } from '../../../src/core/plan/parse-plan.ts';
import { planFileText } from '../../../src/report/plan/plan-file.ts';
import { agentOf, planInputOf, taskOf } from '../../support/plan-values.ts';

const TASKS = [
  taskOf('a', {
    writes: ['src/a.ts', 'caf\udce9.txt', 'guessed.ts'],
    predicted: ['guessed.ts'],
    outputs: ['findings', 'items'],
    command: { shell: 'x; y' },
  }),
  taskOf('b', {
    needs: ['a'],
    condition: 'needs.a.outputs.findings > 0',
    retries: 0,
    timeout: 2.5,
    skills: { python: 2 },
  }),
  taskOf('c', { needs: ['a'], forEach: { task: taskId('a'), output: 'items' }, acceptance: ['it works'] }),
];

const planned = (): Plan => assemblePlan(planInputOf(TASKS, [agentOf('bot')]));

test('what a job reads back of a plan is what working it off needs, every byte of it', () => {
  const plan = planned();
  const read = parsePlan(planFileText(plan));
  const essential = ({ tasks, run, base, head, target }: Plan) => ({
    run,
    base,
    head,
    target,
    tasks: tasks.map(
      ({ evidence: _e, nature: _n, prioritySum: _p, estimateBy: _b, explain: _x, agent: _a, ...rest }) =>
        rest,
    ),
  });
  expect(read && essential(read)).toEqual(essential(plan));
});

test.each<[string, (plan: { tasks: Record<string, unknown>[]; [key: string]: unknown }) => void]>([
  ['of another version', (plan) => Object.assign(plan, { version: 2 })],
  ['with a path out of the tree', (plan) => Object.assign(plan.tasks[0] ?? {}, { writes: ['../x'] })],
  ['with two tasks of one id', (plan) => Object.assign(plan.tasks[1] ?? {}, { id: 'a' })],
  [
    'with a need that is no id',
    (plan) => Object.assign(plan.tasks[1] ?? {}, { depends_on: [{ task: '../x', why: 'needs' }] }),
  ],
  ['with a command that is none', (plan) => Object.assign(plan.tasks[0] ?? {}, { command: 'rm -rf /' })],
  ['of no run', (plan) => Object.assign(plan, { run: '../../heads/main' })],
])('nothing of a plan %s is worked off', (_what, bend) => {
  const plan = JSON.parse(planFileText(planned()));
  bend(plan);
  expect(parsePlan(JSON.stringify(plan))).toBeUndefined();
});

test('what a batch joins comes along, each with what makes it the same task', () => {
  const members = [
    taskOf('x', { files: ['x.ts'] }),
    taskOf('y', { files: ['y.ts'], acceptance: ['it works'] }),
  ];
  const plan = assemblePlan(planInputOf([makeBatch(members, 'two')], [agentOf('bot')]));
  const [read] = parsePlan(planFileText(plan))?.tasks ?? [];
  expect(read?.members?.map(digestTask)).toEqual(members.map(digestTask));
});
