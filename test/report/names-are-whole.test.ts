import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RepoPath } from '../../src/core/model/ids.ts';
import type { Presence } from '../../src/core/model/presence.ts';
import { problemOf } from '../../src/core/model/problem.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { escapeText } from '../../src/report/escape.ts';
import { guardLogLines } from '../../src/report/guard-log-lines.ts';
import { explainScreen } from '../../src/report/plan/explain-screen.ts';
import { planMarkdown } from '../../src/report/plan/plan-markdown.ts';
import { planScreen } from '../../src/report/plan/plan-screen.ts';
import type { PlanView } from '../../src/report/plan/plan-view.ts';
import { taskListText } from '../../src/report/plan/task-list.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';
import { dryRunText } from '../../src/report/run/dry-run.ts';
import { NOBODY_ELSE, planInputOf, taskOf } from '../support/plan-values.ts';
import { propertyRuns } from '../support/property-runs.ts';

const part = fc.constantFrom(
  'src',
  'a b',
  '::error::x',
  '##[group]',
  'ü',
  '\u001b[31m',
  '日本',
  'x'.repeat(40),
  '\u202e',
  '-',
  '\n',
);
const path = fc
  .array(fc.array(part, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
  .map((parts) => `d${parts.map((one) => one.join('')).join('/')}` as RepoPath);
const lists = fc.array(fc.uniqueArray(path, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 });
const widths = fc.constantFrom(40, 80, 100, Number.POSITIVE_INFINITY);

function viewOf(files: readonly (readonly RepoPath[])[], presence: Presence = NOBODY_ELSE): PlanView {
  const tasks = files.map((own, at) => taskOf(`t${at}`, { files: own, title: own.join(' ') }));
  const plan = assemblePlan({ ...planInputOf(tasks), presence });
  return {
    plan,
    base: { name: '::error::main', how: 'branch' },
    changes: [],
    agents: [{ id: 'claude', runnable: true }],
    source: '##[x].yaml',
    minutes: 90,
    resultBranch: 'agentic/x',
    unpushed: 1,
    uncommitted: 1,
    tasksFile: undefined,
    below: '',
    given: {},
  };
}

const dryRunOf = ({ plan }: PlanView): string =>
  dryRunText({
    plan,
    agents: [],
    commandOf: () => '',
    ownCommandOf: () => '::x',
    uncommitted: 0,
    given: {},
    branch: 'agentic/x',
    table: 't',
    hasRemote: true,
    worktrees: '/w',
    hidden: [],
    unpushed: 0,
    findsProcesses: true,
  });

describe('whatever names and titles hold', () => {
  test('each file of a plan is shown whole, and the time of each task, however narrow the screen', () => {
    fc.assert(
      fc.property(lists, widths, (files, columns) => {
        const view = viewOf(files);
        const screen = planScreen(view, { columns, colour: false });
        const tasks = view.plan.tasks;
        const leftOut = tasks.map(({ id, kind, files: own }) => ({ id, kind, why: own.join(' and ') }));
        const list = taskListText({ tasks, leftOut: [] }, { columns, colour: false });
        const others = planScreen({ ...view, plan: { ...view.plan, leftOut } }, { columns, colour: false });
        const texts = [screen, dryRunOf(view), list];
        for (const { why } of leftOut)
          for (const text of [others, taskListText({ tasks, leftOut }, { columns, colour: false })])
            expect(text).toContain(escapeText(why));
        for (const task of view.plan.tasks) {
          expect(screen).toContain(`~${task.estimate} min`);
          const explained = explainScreen(view.plan, task, { columns, colour: false });
          for (const file of task.files)
            for (const text of [...texts, explained]) expect(text).toContain(escapeText(file));
        }
        const [first = []] = files;
        const problem = problemOf('workflow-file', { task: 't', paths: first });
        for (const file of first) expect(describeProblem(problem)).toContain(escapeText(file));
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test('no line of a screen is a command to a terminal or to the log of a CI system', () => {
    fc.assert(
      fc.property(lists, (files) => {
        const view = viewOf(files);
        const [task] = view.plan.tasks;
        const screens = [
          planScreen(view, { columns: 80, colour: false }),
          planMarkdown(view),
          dryRunOf(view),
        ];
        if (task) screens.push(explainScreen(view.plan, task, { columns: 80, colour: false }));
        for (const line of screens.flatMap((screen) => guardLogLines(screen).split('\n'))) {
          expect(line).not.toMatch(/^\s*(::|##\[)/);
          expect([...line].filter((char) => char < ' ' || char === '\u202e')).toEqual([]);
        }
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});
